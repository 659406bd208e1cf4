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
/// <param name="Venue">The venue that a symbol without one means.</param>
/// <param name="Kind"><c>binance</c> or <c>demo</c>.</param>
/// <param name="State">State of the venue.</param>
/// <param name="Since">Since when the state holds, Unix ms.</param>
/// <param name="Reason">Why; empty when live.</param>
/// <param name="Symbols">The always-on symbols and those the user tracks.</param>
/// <param name="RestWeightUsed">Request weight used in the current clock minute.</param>
internal sealed record FeedJson(string Venue, string Kind, FeedState State, long Since, string Reason, IReadOnlyList<SymbolFeedJson> Symbols, int RestWeightUsed);

/// <summary>How a symbol's feed fares.</summary>
/// <param name="Symbol">The symbol, without its venue.</param>
/// <param name="State">State of the symbol.</param>
/// <param name="LastTradeTime">Time of the newest trade, Unix ms; null before the first.</param>
/// <param name="LagMs">Received time minus event time of the newest frame, ms.</param>
/// <param name="Gaps">Holes in the trade ids.</param>
/// <param name="Duplicates">Trades that came again.</param>
/// <param name="Early">Trades from before the cold start.</param>
/// <param name="Late">Trades whose bar was closed already.</param>
/// <param name="Rejected">Trades that could not be true.</param>
internal sealed record SymbolFeedJson(
    string Symbol, FeedState State, long? LastTradeTime, double? LagMs, GapsJson Gaps, long Duplicates, long Early, long Late, long Rejected);

/// <summary>Counts of gap records.</summary>
/// <param name="Open">Being filled, or waiting to be.</param>
/// <param name="Filled">Filled completely.</param>
/// <param name="Failed">Given up.</param>
internal sealed record GapsJson(long Open, long Filled, long Failed);

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
