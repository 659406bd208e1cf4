using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>One user's definitions: the only writer of that workspace. A part for each kind; this one holds what they share.</summary>
[GrainType("workspace")]
internal sealed partial class WorkspaceGrain(
    [PersistentState("workspace", SiloFeatures.GrainStorage)] IPersistentState<WorkspaceState> storage,
    IOptions<QuotaOptions> quotas, IOptions<StorageOptions> history, TimeProvider time, ILogger<WorkspaceGrain> logger) : Grain, IWorkspaceGrain
{
    /// <summary>What is stored: reads interleave with writes and must not see one that may still fail.</summary>
    private WorkspaceState committed = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        committed = storage.State;
        return Task.CompletedTask;
    }

    public Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() => Task.FromResult(Quotas.Use(committed, quotas.Value));

    public Task<long> GetLimit(string quota) => Task.FromResult(committed.Limit(quota, quotas.Value));

    public Task<Outcome<ImmutableDictionary<string, QuotaUse>>> SetLimits(ImmutableDictionary<string, long?> limits) =>
        Commit(storage.State.WithLimits(limits, quotas.Value), state => Quotas.Use(state, quotas.Value));

    public Task<Preferences> GetPreferences() => Task.FromResult(committed.Preferences);

    public Task<Outcome<Preferences>> SetPreferences(PreferenceSettings settings, long? ifVersion) =>
        Commit(storage.State.WithPreferences(settings, ifVersion), state => state.Preferences);

    public async Task EnsureRunning()
    {
        await EnsureDelivering();
        await WantCollected();
        await Task.WhenAll(storage.State.Pairs.Where(pair => pair.Settings.Enabled).Select(Start));
        await Task.WhenAll(storage.State.Rules.Where(rule => rule.Settings.Enabled).Select(StartRule));
    }

    private long Limit(string quota) => storage.State.Limit(quota, quotas.Value);

    /// <summary>A definition with a new id.</summary>
    private T New<T, TSettings>(TSettings settings)
        where T : class, IDefinition<T, TSettings> => T.Create(Guid.NewGuid().ToString("N"), 1, time.GetUtcNow().ToUnixTimeMilliseconds(), settings);

    private Task<Outcome<T>> Insert<T, TSettings>(DefinitionKind<T, TSettings> kind, TSettings settings)
        where T : class, IDefinition<T, TSettings>
    {
        var definition = New<T, TSettings>(settings);
        return Commit(kind, kind.Add(storage.State, definition, Limit(kind.Quota)), definition.Id);
    }

    private Task<Outcome<T>> Change<T, TSettings>(DefinitionKind<T, TSettings> kind, string id, TSettings settings, long? ifVersion)
        where T : class, IDefinition<T, TSettings> => Commit(kind, kind.Change(storage.State, id, settings, ifVersion), id);

    private Task<Outcome<ImmutableArray<T>>> Order<T, TSettings>(DefinitionKind<T, TSettings> kind, ImmutableArray<string> ids)
        where T : class, IDefinition<T, TSettings> => Commit(kind.Order(storage.State, ids), kind.Get);

    /// <summary>Stores a state with a new or changed definition, once its symbols are known and within their quota, and answers the definition.</summary>
    private async Task<Outcome<T>> Commit<T, TSettings>(DefinitionKind<T, TSettings> kind, Outcome<WorkspaceState> next, string id)
        where T : class, IDefinition<T, TSettings>
    {
        if (next.Accepted)
        {
            next = next.Value!.WithinSymbols(Limit(QuotaNames.TrackedSymbols), storage.State);
        }

        return next.Accepted && await UnknownSymbols(kind.Symbols(kind.Find(next.Value!, id)!.Settings)) is { Count: > 0 } unknown
            ? Outcome.Refused<T>(unknown)
            : await Commit(next, state => kind.Find(state, id)!);
    }

    /// <summary>Stores an accepted state and answers a part of it.</summary>
    private async Task<Outcome<T>> Commit<T>(Outcome<WorkspaceState> next, Func<WorkspaceState, T> answer)
    {
        if (!next.Accepted)
        {
            return Outcome.Refused<T>(next.Refusals);
        }

        if (next.Value != storage.State)
        {
            await Save(next.Value! with { Revision = storage.State.Revision + 1 });
        }

        return Outcome.Of(answer(storage.State));
    }

    private async Task<List<Refusal>> UnknownSymbols(IEnumerable<(string Field, SymbolKey Symbol)> symbols)
    {
        var found = await Task.WhenAll(symbols.Select(one => UnknownSymbol(one.Symbol, one.Field)));
        return [.. found.OfType<Refusal>()];
    }

    /// <summary>A symbol must be in its venue's catalog; while the venue has not answered yet, any is believed.</summary>
    private async Task<Refusal?> UnknownSymbol(SymbolKey symbol, string field)
    {
        var refusal = new Refusal(RefusalCodes.Invalid, field, "a known symbol", $"There is no symbol {symbol}.");
        if (symbol.IsUpload)
        {
            return await Upload(symbol) is null ? refusal with { Rule = "a dataset that is ready", Message = $"You have no dataset {symbol.Name} that is ready." } : null;
        }

        if (symbol.Venue is not (Venues.Binance or Venues.Demo))
        {
            return refusal;
        }

        var catalog = GrainFactory.GetGrain<ISymbolCatalogGrain>(symbol.Venue);
        return await catalog.Find(symbol.Symbol) is null && !(await catalog.GetSymbols()).IsEmpty ? refusal : null;
    }

    private async Task Save(WorkspaceState next)
    {
        await storage.Save(next, DeactivateOnIdle);
        committed = next;
    }
}
