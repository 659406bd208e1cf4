using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Feeds;

/// <summary>How the active venue's feed fares.</summary>
[Example("""
    {"venue":"binance-usdm","kind":"binance","state":"live","since":1795778804541,"reason":"","symbols":[{"symbol":"BNBUSDT","state":"live",
    "lastTradeTime":1795778816160,"lagMs":2.81055,"gaps":{"open":0,"filled":0,"failed":0},"duplicates":0,"early":0,"late":0,"rejected":0}],
    "restWeightUsed":766}
    """)]
internal sealed record FeedJson(
    [property: Description("The venue that a symbol without one means.")] string Venue,
    [property: Description("`binance` or `demo`.")] string Kind,
    [property: Description("State of the venue.")] FeedState State,
    [property: Description("Since when the state holds, Unix ms.")] long Since,
    [property: Description("Why; empty when live.")] string Reason,
    [property: Description("The always-on symbols and those the user tracks.")] IReadOnlyList<SymbolFeedJson> Symbols,
    [property: Description("Request weight used in the current clock minute.")] int RestWeightUsed);

/// <summary>How a symbol's feed fares.</summary>
internal sealed record SymbolFeedJson(
    [property: Description("The symbol, without its venue.")] string Symbol,
    [property: Description("State of the symbol.")] FeedState State,
    [property: Description("Time of the newest trade, Unix ms; null before the first.")] long? LastTradeTime,
    [property: Description("Received time minus event time of the newest frame, ms.")] double? LagMs,
    [property: Description("Holes in the trade ids.")] GapsJson Gaps,
    [property: Description("Trades that came again.")] long Duplicates,
    [property: Description("Trades from before the cold start.")] long Early,
    [property: Description("Trades whose bar was closed already.")] long Late,
    [property: Description("Trades that could not be true.")] long Rejected);

/// <summary>Counts of gap records.</summary>
internal sealed record GapsJson(
    [property: Description("Being filled, or waiting to be.")] long Open,
    [property: Description("Filled completely.")] long Filled,
    [property: Description("Given up.")] long Failed);

/// <summary>State of the feed.</summary>
internal static class FeedEndpoints
{
    public static void MapFeed(this IEndpointRouteBuilder api) => api.MapGet("/feed", Get).WithTags("Market data")
        .Describe("feed", "State of the feed", "The active venue with its always-on symbols and those you track.")
        .Answers<FeedJson>("The feed's state.").Problems(401);

    private static Task<IResult> Get(TenantGrains tenant, AlwaysOnSymbols alwaysOn) => tenant.Call<IResult>(async user =>
    {
        var venue = await user.ActiveVenue.Get();
        var status = await user.Feed(venue).GetStatus();
        var own = await UserSymbols.Of(user);
        return Results.Json(
            new FeedJson(
                status.Venue.Venue, status.Venue.Kind, status.Venue.State, status.Venue.Since, status.Venue.Reason,
                [.. status.Symbols.Where(symbol => user.IsAdmin || alwaysOn.Contains(symbol.Symbol) || own.Contains(new(venue, symbol.Symbol))).Select(Of)],
                status.RestWeightUsed),
            ApiJson.Options);
    });

    private static SymbolFeedJson Of(SymbolFeedStatus symbol) => new(
        symbol.Symbol, symbol.State, symbol.LastTradeTime, symbol.LagMs, new GapsJson(symbol.OpenGaps, symbol.FilledGaps, symbol.FailedGaps),
        symbol.Duplicates, symbol.Early, symbol.Late, symbol.Rejected);
}
