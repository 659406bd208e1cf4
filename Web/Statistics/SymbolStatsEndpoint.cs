using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Statistics;

/// <summary>Statistics of a symbol's last bars.</summary>
[Example("""
    {"mean":108504,"std":890.745,"high":110029,"low":106987,"last":107492,"returnPct":-2.29776,"volatility":0.521907,"volume":3208.71,"vwap":108499,
    "trades":204956,"samples":240,"required":240,"ready":true}
    """)]
internal sealed record SymbolStatsJson(
    [property: Description("Mean close.")] double? Mean,
    [property: Description("Standard deviation of the closes, ddof 1.")] double? Std,
    [property: Description("Highest price.")] double? High,
    [property: Description("Lowest price.")] double? Low,
    [property: Description("Last close.")] double? Last,
    [property: Description("From the first close to the last, in percent.")] double? ReturnPct,
    [property: Description("Standard deviation of log returns, annualised over 365 days; 0.5 is 50 % a year.")] double? Volatility,
    [property: Description("Base volume.")] double? Volume,
    [property: Description("Volume-weighted average price.")] double? Vwap,
    [property: Description("Number of trades.")] long? Trades,
    [property: Description("Bars that the numbers are made of; bars with gaps are passed over.")] int Samples,
    [property: Description("Bars that were asked for.")] int Required,
    [property: Description("Whether they are all there.")] bool Ready)
{
    public static SymbolStatsJson Of(SymbolStatistics s) => new(
        s.Mean, s.Std, s.High, s.Low, s.Last, s.ReturnPct, s.Volatility, s.Volume, s.Vwap, s.Trades, s.Samples, s.Required, s.Ready);
}

/// <summary>Answers them.</summary>
internal static class SymbolStatsEndpoint
{
    private const int DefaultWindow = 240;

    public static void MapSymbolStats(this IEndpointRouteBuilder api) => api.MapGet("/symbols/{symbol}/stats", Get).WithTags("Market data")
        .Describe("symbolStats", "Statistics of a symbol", "Of its last closed bars. With fewer bars than asked for, of those there are, and `ready` is false.")
        .TakesQuery("interval", QueryKind.Text, "Length of the bars. Default 1m.", Intervals.All.Select(interval => interval.Name()))
        .TakesQuery("window", QueryKind.Window, "Bars, 10 to 5000. Default 240.")
        .Answers<SymbolStatsJson>("The statistics.").Problems(400, 401, 404);

    private static Task<IResult> Get(string symbol, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await user.Find(symbol) is not { } key)
        {
            return SymbolProblems.NotFound(symbol);
        }

        var query = new QueryReader(context.Request);
        var interval = query.Interval("interval", Interval.OneMinute);
        var window = query.Count("window", PairSettings.MinWindow, PairSettings.MaxWindow) ?? DefaultWindow;
        return query.Problem is { } problem
            ? problem
            : Results.Json(SymbolStatsJson.Of(await user.Analytics.GetSymbolStatistics(key, interval, window)), ApiJson.Options);
    });
}
