using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Tests.Silo.Alerts;

/// <summary>What a rule could have decided, for tests of those who take it.</summary>
internal static class Transitions
{
    public static readonly RuleTarget Btc = RuleTarget.OfSymbol(new SymbolKey(Venues.Binance, "BTCUSDT"));

    /// <summary>A fire at a minute of the epoch.</summary>
    public static AlertTransition Fired(string id, int minute = 1, string rule = "r1", AlertSeverity severity = AlertSeverity.Warning) => new(
        id, rule, "BTC high", Btc, "BTCUSDT", Venues.Binance, Interval.OneMinute, AlertState.Firing, null, severity,
        minute * 60_000L, (minute + 1) * 60_000L, ImmutableSortedDictionary<string, double?>.Empty.Add("price", 101), "price above 100", false, null, [], false);

    public static AlertTransition Resolved(string id, string resolves, int minute) => Fired(id, minute) with { State = AlertState.Resolved, Resolves = resolves };

    public static AlertTransition Repeat(string id, string of, int minute) => Fired(id, minute) with { IsRepeat = true, Resolves = of };
}
