using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>A symbol's bars as points, from its grain's memory or from the store.</summary>
internal sealed class SymbolPointSource(IGrainFactory grains, SymbolKey symbol, Interval interval, string ruleKey, bool withTicks) : IPointSource
{
    private ISymbolHubGrain Hub => grains.GetGrain<ISymbolHubGrain>(symbol.ToString());

    public async Task<RulePoints?> Follow(long after, int limit)
    {
        if (symbol.Venue == Venues.Upload)
        {
            return new RulePoints([], 0, null, FeedState.Live, false);
        }

        var feed = await Hub.LeaseRule(ruleKey, interval, withTicks);

        // One bar more in front, for the first return.
        var from = after > long.MinValue + interval.Ms() ? after - interval.Ms() : after;
        var live = grains.GetGrain<ISymbolGrain>(symbol.ToString());
        var recent = await live.GetBarsAfter(interval, from, limit);
        var bars = recent?.Bars ?? await grains.GetGrain<IHistoryGrain>("0").GetBars(symbol, interval, new TimeRange(from == long.MinValue ? from : from + 1, null, limit));
        recent ??= await live.GetBarsAfter(interval, long.MaxValue, 1);
        return new RulePoints(
            [.. SymbolPoints.Of(bars, interval, null).Where(point => point.Time > after)], recent?.Clock ?? 0, recent?.LiveFrom, feed, bars.Length == limit);
    }

    public Task Unfollow() => symbol.Venue == Venues.Upload ? Task.CompletedTask : Hub.ReleaseRule(ruleKey);
}
