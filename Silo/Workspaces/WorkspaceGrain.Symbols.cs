using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Symbols that are collected although no pair needs them.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<ImmutableArray<SymbolKey>> GetTracked() => Task.FromResult(committed.Tracked);

    public Task<ImmutableArray<SymbolKey>> GetSymbols() => Task.FromResult<ImmutableArray<SymbolKey>>(
        [.. committed.Collected().Union(committed.Pairs.SelectMany(pair => new[] { pair.Settings.Y, pair.Settings.X })).Where(symbol => !symbol.IsUpload)]);

    public async Task<Outcome<SymbolKey>> Track(SymbolKey symbol)
    {
        var next = storage.State.WithTracked(symbol, Limit(QuotaNames.TrackedSymbols));
        return next.Accepted && await UnknownSymbol(symbol, "symbol") is { } unknown
            ? Outcome.Refused<SymbolKey>([unknown])
            : await Collecting(() => Commit(next, _ => symbol));
    }

    public async Task<bool> Untrack(SymbolKey symbol)
    {
        var tracked = storage.State.Tracked.Contains(symbol);
        await Collecting(() => Commit(Outcome.Of(storage.State.WithoutTracked(symbol)), _ => symbol));
        return tracked;
    }

    /// <summary>Makes a change and tells the hubs of symbols that are collected from now on, or not any more.</summary>
    private async Task<Outcome<T>> Collecting<T>(Func<Task<Outcome<T>>> change)
    {
        var before = storage.State.Collected();
        var outcome = await change();
        if (outcome.Accepted)
        {
            var now = storage.State.Collected();
            await Task.WhenAll(before.Except(now).Where(symbol => !symbol.IsUpload).Select(symbol => Hub(symbol).Untrack(this.GetPrimaryKeyString())));
            await WantCollected();
        }

        return outcome;
    }

    private Task WantCollected() => Task.WhenAll(storage.State.Collected().Where(symbol => !symbol.IsUpload).Select(symbol => Hub(symbol).KeepTracked(this.GetPrimaryKeyString())));

    private ISymbolHubGrain Hub(SymbolKey symbol) => GrainFactory.GetGrain<ISymbolHubGrain>(symbol.ToString());
}
