using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Rules;

namespace QuantPlatform.Silo.Workspaces;

/// <content>The whole workspace, out and in.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<WorkspaceContent> GetContent() => Task.FromResult(new WorkspaceContent(
        committed.Revision, committed.Pairs, committed.Watchlists, committed.Dashboards, committed.Preferences, committed.Tracked, committed.Rules));

    public async Task<Outcome<WorkspaceChanges>> Import(WorkspaceDocument document, ImportMode mode, bool preview, long? ifRevision)
    {
        var before = storage.State;
        var import = new WorkspaceImport(before, mode, time.GetUtcNow().ToUnixTimeMilliseconds(), () => Guid.NewGuid().ToString("N"), quotas.Value);
        import.Take(document);
        if (import.Refusals.Count > 0)
        {
            return Outcome.Refused<WorkspaceChanges>(import.Refusals);
        }

        if (await Impossible(document, import) is { Count: > 0 } impossible)
        {
            return Outcome.Refused<WorkspaceChanges>(impossible);
        }

        if (ifRevision is { } revision && revision != before.Revision)
        {
            return Outcome.Refused<WorkspaceChanges>(RefusalCodes.Stale, null, "If-Match names the current version", "The workspace was changed in between.");
        }

        var changes = WorkspaceDifference.Between(before, import.State);
        if (preview || import.State == before)
        {
            return Outcome.Of(new WorkspaceChanges(before.Revision, changes));
        }

        var stored = await Collecting(() => Commit(Outcome.Of(import.State), state => new WorkspaceChanges(state.Revision, changes)));
        await Task.WhenAll(import.State.Pairs.Where(pair => before.Pairs.All(other => other.Id != pair.Id)).Select(Start));
        await Task.WhenAll(before.Pairs.Where(pair => DefinitionKinds.Pairs.Find(import.State, pair.Id)?.Version != pair.Version).Select(pair => Pair(pair.Id).Reload()));
        await ReloadRules([.. before.Rules.Union(import.State.Rules)], _ => true);
        return stored;
    }

    /// <summary>What only others know: symbols that no venue lists, uploads without bars of a pair's interval, conditions that look further back than bars are kept.</summary>
    private async Task<List<Refusal>> Impossible(WorkspaceDocument document, WorkspaceImport import)
    {
        var refusals = await UnknownSymbols(import.NewSymbols);
        var pairs = document.Pairs ?? [];
        for (var index = 0; index < pairs.Length; index++)
        {
            if (await MissingBars(pairs[index].Settings) is { } missing)
            {
                refusals.Add(missing with { Field = $"pairs[{index}].{missing.Field}" });
            }
        }

        var rules = document.Rules ?? [];
        for (var index = 0; index < rules.Length; index++)
        {
            refusals.AddRange(RuleRules.CheckHistory(import.State, rules[index].Settings, history.Value.Retention.Of)
                .Select(refusal => refusal with { Field = $"rules[{index}].{refusal.Field}" }));
        }

        return refusals;
    }
}
