using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What a rule watches; exactly one member is set.</summary>
[GenerateSerializer, Immutable, Alias("RuleTarget")]
public sealed record RuleTarget
{
    /// <summary>Id of one of the user's pairs.</summary>
    [Id(0)] public string? Pair { get; init; }

    [Id(1)] public SymbolKey? Symbol { get; init; }

    /// <summary>Id of one of the user's watchlists: every member is watched separately, as they come and go.</summary>
    [Id(2)] public string? Watchlist { get; init; }

    public static RuleTarget OfPair(string id) => new() { Pair = id };

    public static RuleTarget OfSymbol(SymbolKey symbol) => new() { Symbol = symbol };

    public static RuleTarget OfWatchlist(string id) => new() { Watchlist = id };

    /// <summary>One text for each target: <c>pair:{id}</c>, <c>symbol:{venue}:{symbol}</c>, <c>watchlist:{id}</c>.</summary>
    public override string ToString() =>
        Pair is not null ? "pair:" + Pair : Symbol is { } symbol ? "symbol:" + symbol : "watchlist:" + Watchlist;
}
