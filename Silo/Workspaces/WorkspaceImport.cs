using System.Collections.Immutable;
using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>Puts a document into a workspace. Collects every refusal with the path of its field; the state is good for use only when there is none.</summary>
internal sealed class WorkspaceImport(WorkspaceState start, ImportMode mode, long now, Func<string> newId, QuotaOptions defaults)
{
    private const int MinId = 8;

    private readonly WorkspaceState before = start;
    private readonly List<Refusal> refusals = [];
    private readonly List<(string Field, SymbolKey Symbol)> symbols = [];

    /// <summary>The workspace with the document.</summary>
    public WorkspaceState State { get; private set; } = start;

    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>Symbols that were not there before, each with its field: they must be known to their venue.</summary>
    public IReadOnlyList<(string Field, SymbolKey Symbol)> NewSymbols => symbols;

    public void Take(WorkspaceDocument document)
    {
        var items = (document.Pairs?.Length ?? 0) + (document.Watchlists?.Length ?? 0) + (document.Dashboards?.Length ?? 0)
            + (document.TrackedSymbols?.Length ?? 0) + (document.Rules?.Length ?? 0);
        if (items > WorkspaceDocument.MaxItems)
        {
            Refuse("body", $"at most {WorkspaceDocument.MaxItems} items", $"The document has {items} items.");
            return;
        }

        // In this order: watchlists name pairs, rules name both.
        Take(DefinitionKinds.Pairs, document.Pairs);
        DropGonePairs();
        Take(DefinitionKinds.Watchlists, document.Watchlists);
        Take(DefinitionKinds.Dashboards, document.Dashboards);
        Take(DefinitionKinds.Rules, document.Rules);
        RefuseUsed();
        TakeTracked(document.TrackedSymbols);
        if (document.Preferences is { } preferences && preferences != State.Preferences.Settings)
        {
            Apply(State.WithPreferences(preferences, null), "preferences.");
        }

        Apply(State.WithinSymbols(State.Limit(QuotaNames.TrackedSymbols, defaults), before), "");
    }

    /// <summary>Settings hold arrays, which are equal only to themselves; what would be stored is what counts.</summary>
    private static string Text<TSettings>(TSettings settings) => JsonSerializer.Serialize(settings, GrainStateJson.Default.GetTypeInfo(typeof(TSettings))!);

    private void Take<T, TSettings>(DefinitionKind<T, TSettings> kind, ImmutableArray<DocumentItem<TSettings>>? section)
        where T : class, IDefinition<T, TSettings>
    {
        if (section is not { } items)
        {
            return;
        }

        var old = kind.Get(State);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var taken = items.Select((item, index) => Definition(kind, item, $"{kind.Quota}[{index}].", ids)).ToList();
        // An id that is given twice is refused above; the last one stands here.
        var byId = taken.GroupBy(one => one.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        State = kind.Set(State, mode == ImportMode.Replace
            ? [.. taken]
            : [.. old.Select(one => byId.GetValueOrDefault(one.Id, one)), .. taken.Where(one => old.All(other => other.Id != one.Id))]);
        var limit = State.Limit(kind.Quota, defaults);
        if (kind.Get(State).Length is var count && count > limit && count > old.Length)
        {
            refusals.Add(Quotas.Exceeded(kind.Quota, count, limit));
        }

        for (var index = 0; index < taken.Count; index++)
        {
            var path = $"{kind.Quota}[{index}].";
            Refuse(kind.Check(State, taken[index].Settings), path);
            if (!ReferenceEquals(kind.Find(before, taken[index].Id), taken[index]))
            {
                symbols.AddRange(kind.Symbols(taken[index].Settings).Select(symbol => (path + symbol.Field, symbol.Symbol)));
            }
        }
    }

    /// <summary>What becomes of one item: the definition that is there when nothing changes, else a new version or a new definition.</summary>
    private T Definition<T, TSettings>(DefinitionKind<T, TSettings> kind, DocumentItem<TSettings> item, string path, HashSet<string> ids)
        where T : class, IDefinition<T, TSettings>
    {
        var id = item.Id ?? newId();
        if (id.Length < MinId || !TenantKey.IsPart(id))
        {
            Refuse(path + "id", $"{MinId} to 64 letters, digits, - or _", "This cannot be an id.");
        }

        if (!ids.Add(id))
        {
            Refuse(path + "id", "each once", $"The id '{id}' is given twice.");
        }

        return kind.Find(before, id) is not { } current ? T.Create(id, 1, now, item.Settings)
            : Text(current.Settings) == Text(item.Settings) ? current
            : T.Create(id, current.Version + 1, current.CreatedAt, item.Settings);
    }

    /// <summary>Watchlists lose the pairs that the document removes.</summary>
    private void DropGonePairs()
    {
        foreach (var pair in before.Pairs.Where(pair => DefinitionKinds.Pairs.Find(State, pair.Id) is null))
        {
            foreach (var list in State.Watchlists.Where(list => list.Settings.Pairs.Contains(pair.Id)))
            {
                State = DefinitionKinds.Watchlists.Replace(State, list, list.Settings with { Pairs = list.Settings.Pairs.Remove(pair.Id) });
            }
        }
    }

    /// <summary>What is removed must not be watched by a rule that stays.</summary>
    private void RefuseUsed()
    {
        foreach (var pair in before.Pairs.Where(pair => DefinitionKinds.Pairs.Find(State, pair.Id) is null))
        {
            Refuse(RuleUses.OfPair(State, pair.Id), "");
        }

        foreach (var list in before.Watchlists.Where(list => DefinitionKinds.Watchlists.Find(State, list.Id) is null))
        {
            Refuse(RuleUses.OfWatchlist(State, list.Id), "");
        }
    }

    private void TakeTracked(ImmutableArray<SymbolKey>? section)
    {
        if (section is { } tracked)
        {
            symbols.AddRange(tracked.Select((symbol, index) => ($"trackedSymbols[{index}]", symbol)).Where(one => !before.Tracked.Contains(one.symbol)));
            State = State with { Tracked = mode == ImportMode.Replace ? [.. tracked.Distinct()] : [.. State.Tracked.Union(tracked)] };
        }
    }

    private void Apply(Outcome<WorkspaceState> next, string path)
    {
        Refuse(next.Accepted ? [] : next.Refusals, path);
        State = next.Value ?? State;
    }

    private void Refuse(IEnumerable<Refusal> broken, string path) =>
        refusals.AddRange(broken.Select(refusal => refusal.Code == RefusalCodes.Quota ? refusal : refusal with { Field = path + refusal.Field }));

    private void Refuse(string field, string rule, string message) => refusals.Add(new Refusal(RefusalCodes.Invalid, field, rule, message));
}
