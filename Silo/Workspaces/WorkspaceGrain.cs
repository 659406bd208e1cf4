using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>One user's pairs and tracked symbols: the only writer of that workspace.</summary>
[GrainType("workspace")]
internal sealed partial class WorkspaceGrain(
    [PersistentState("workspace", SiloFeatures.GrainStorage)] IPersistentState<WorkspaceState> storage,
    IOptions<QuotaOptions> quotas, TimeProvider time, ILogger<WorkspaceGrain> logger) : Grain, IWorkspaceGrain
{
    /// <summary>What is stored: reads interleave with writes and must not see one that may still fail.</summary>
    private WorkspaceState committed = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        committed = storage.State;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<PairDefinition>> GetPairs() => Task.FromResult(committed.Pairs);

    public Task<PairDefinition?> GetPair(string pairId) => Task.FromResult(committed.FindPair(pairId));

    public Task<ImmutableArray<SymbolKey>> GetTracked() => Task.FromResult(storage.State.Tracked);

    public Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() => Task.FromResult(ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("pairs", new QuotaUse(storage.State.Pairs.Length, quotas.Value.Pairs)),
        KeyValuePair.Create("trackedSymbols", new QuotaUse(storage.State.Tracked.Length, quotas.Value.TrackedSymbols)),
    ]));

    public Task<Outcome<PairDefinition>> AddPair(PairSettings settings) =>
        Insert(new PairDefinition(Guid.NewGuid().ToString("N"), 1, time.GetUtcNow().ToUnixTimeMilliseconds(), settings));

    public Task<Outcome<PairDefinition>> RestorePair(PairDefinition definition) => TenantKey.IsPart(definition.Id)
        ? Insert(definition with { Version = definition.Version + 1 })
        : Task.FromResult(Outcome.Refused<PairDefinition>(RefusalCodes.Invalid, "id", "a pair id", "This is not a pair that was deleted here."));

    public async Task<Outcome<PairDefinition>> UpdatePair(string pairId, PairSettings settings, long? ifVersion)
    {
        var next = storage.State.WithChangedPair(pairId, settings, ifVersion);
        if (next.Accepted && await UnknownSymbols(settings) is { Count: > 0 } unknown)
        {
            return Outcome.Refused<PairDefinition>(unknown);
        }

        if (!next.Accepted)
        {
            return Outcome.Refused<PairDefinition>(next.Refusals);
        }

        await Save(next.Value!);
        await Pair(pairId).Reload();
        return Outcome.Of(storage.State.FindPair(pairId)!);
    }

    public async Task<Outcome<PairDefinition>> DeletePair(string pairId)
    {
        if (storage.State.FindPair(pairId) is not { } pair)
        {
            return Outcome.Refused<PairDefinition>(RefusalCodes.NotFound, "id", "must exist", "There is no such pair.");
        }

        await Save(storage.State.WithoutPair(pairId));
        await Pair(pairId).Reload();
        return Outcome.Of(pair);
    }

    public async Task<Outcome<SymbolKey>> Track(SymbolKey symbol)
    {
        var next = storage.State.WithTracked(symbol, quotas.Value.TrackedSymbols);
        if (!next.Accepted)
        {
            return Outcome.Refused<SymbolKey>(next.Refusals);
        }

        if (await UnknownSymbol(symbol, "symbol") is { } unknown)
        {
            return Outcome.Refused<SymbolKey>([unknown]);
        }

        if (next.Value != storage.State)
        {
            await Save(next.Value!);
        }

        await WantTracked();
        return Outcome.Of(symbol);
    }

    public async Task<bool> Untrack(SymbolKey symbol)
    {
        if (!storage.State.Tracked.Contains(symbol))
        {
            return false;
        }

        await Save(storage.State.WithoutTracked(symbol));
        await Hub(symbol).Untrack(this.GetPrimaryKeyString());
        return true;
    }

    public async Task EnsureRunning()
    {
        await WantTracked();
        await Task.WhenAll(storage.State.Pairs.Where(pair => pair.Settings.Enabled).Select(Start));
    }

    private async Task<Outcome<PairDefinition>> Insert(PairDefinition pair)
    {
        var next = storage.State.WithPair(pair, quotas.Value.Pairs);
        if (next.Accepted && await UnknownSymbols(pair.Settings) is { Count: > 0 } unknown)
        {
            return Outcome.Refused<PairDefinition>(unknown);
        }

        if (!next.Accepted)
        {
            return Outcome.Refused<PairDefinition>(next.Refusals);
        }

        await Save(next.Value!);
        await Start(pair);
        return Outcome.Of(pair);
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

    private async Task<List<Refusal>> UnknownSymbols(PairSettings settings)
    {
        Refusal?[] found = [await UnknownSymbol(settings.Y, "y"), await UnknownSymbol(settings.X, "x")];
        return [.. found.OfType<Refusal>()];
    }

    /// <summary>A symbol must be in its venue's catalog; while the venue has not answered yet, any is believed.</summary>
    private async Task<Refusal?> UnknownSymbol(SymbolKey symbol, string field)
    {
        var refusal = new Refusal(RefusalCodes.Invalid, field, "a known symbol", $"There is no symbol {symbol}.");
        if (symbol.Venue is not (Venues.Binance or Venues.Demo))
        {
            return refusal;
        }

        var catalog = GrainFactory.GetGrain<ISymbolCatalogGrain>(symbol.Venue);
        return await catalog.Find(symbol.Symbol) is null && !(await catalog.GetSymbols()).IsEmpty ? refusal : null;
    }

    private Task WantTracked() => Task.WhenAll(storage.State.Tracked.Select(symbol => Hub(symbol).KeepTracked(this.GetPrimaryKeyString())));

    private ISymbolHubGrain Hub(SymbolKey symbol) => GrainFactory.GetGrain<ISymbolHubGrain>(symbol.ToString());

    private IPairGrain Pair(string pairId) =>
        GrainFactory.GetGrain<IPairGrain>(new TenantKey(this.GetPrimaryKeyString(), pairId).ToString());

    private async Task Save(WorkspaceState next)
    {
        var previous = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
            committed = next;
        }
        catch
        {
            storage.State = previous;
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pair {Pair} of {User} did not start.")]
    private partial void LogPairFailed(Exception exception, string user, string pair);
}
