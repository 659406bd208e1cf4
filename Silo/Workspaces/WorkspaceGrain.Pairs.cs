using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Pairs: each has a grain of its own that reads its definition here.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<ImmutableArray<PairDefinition>> GetPairs() => Task.FromResult(committed.Pairs);

    public Task<PairDefinition?> GetPair(string pairId) => Task.FromResult(DefinitionKinds.Pairs.Find(committed, pairId));

    public async Task<Outcome<PairDefinition>> AddPair(PairSettings settings) => await MissingBars(settings) is { } refusal
        ? Outcome.Refused<PairDefinition>([refusal])
        : await Started(await Insert(DefinitionKinds.Pairs, settings));

    public async Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion)
    {
        if (await MissingBars(settings) is { } refusal)
        {
            return Outcome.Refused<PairDefinition>([refusal]);
        }

        var changed = await Change(DefinitionKinds.Pairs, pairId, settings, ifVersion);
        if (changed.Accepted)
        {
            await Pair(pairId).Reload();
            await ReloadRules(storage.State.Rules, target => target.Pair == pairId || target.Watchlist is not null);
        }

        return changed;
    }

    public async Task<Outcome<PairDefinition>> DeletePair(string pairId, bool force)
    {
        if (DefinitionKinds.Pairs.Find(storage.State, pairId) is not { } pair)
        {
            return Outcome.Refused<PairDefinition>(RefusalCodes.NotFound, "id", "must exist", "There is no such pair.");
        }

        if (!force && RuleUses.OfPair(storage.State, pairId) is { Count: > 0 } uses)
        {
            return Outcome.Refused<PairDefinition>(uses);
        }

        var before = storage.State.Rules;
        var deleted = await Commit(Outcome.Of(DeletedPair.Delete(RuleUses.WithoutThoseOfPair(storage.State, pairId), pair)), _ => pair);
        await Pair(pairId).Reload();
        await ReloadRules(before, target => target.Watchlist is not null);
        return deleted;
    }

    public async Task<Outcome<PairDefinition>> RestorePair(string pairId) => await Started(await Commit(
        DefinitionKinds.Pairs, DeletedPair.Restore(storage.State, pairId, Limit(DefinitionKinds.Pairs.Quota)), pairId));

    public Task<Outcome<ImmutableArray<PairDefinition>>> OrderPairs(ImmutableArray<string> pairIds) => Order(DefinitionKinds.Pairs, pairIds);

    private async Task<Outcome<PairDefinition>> Started(Outcome<PairDefinition> added)
    {
        if (added.Accepted)
        {
            await Start(added.Value!);
            await ReloadRules(storage.State.Rules, target => target.Watchlist is not null);
        }

        return added;
    }

    private async Task Start(PairDefinition pair)
    {
        try
        {
            await Pair(pair.Id).EnsureRunning();
        }
        catch (Exception exception)
        {
            // The definition is stored; the waking service tries again.
            LogPairFailed(exception, this.GetPrimaryKeyString(), pair.Id);
        }
    }

    private IPairGrain Pair(string pairId) =>
        GrainFactory.GetGrain<IPairGrain>(new TenantKey(this.GetPrimaryKeyString(), pairId).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pair {Pair} of {User} did not start.")]
    private partial void LogPairFailed(Exception exception, string user, string pair);
}
