using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Symbols;

/// <summary>Trades of a symbol.</summary>
[Example("""
    {"symbol":"BTCUSDT","venue":"binance-usdm","trades":[{"id":2179366907,"time":1795778783779,"price":107419,"size":0.004,"isBuyerMaker":true},
    {"id":2179366908,"time":1795778783779,"price":107419,"size":0.012,"isBuyerMaker":true}]}
    """)]
internal sealed record TradesJson(
    [property: Description("The symbol, without its venue.")] string Symbol,
    [property: Description("Its venue.")] string Venue,
    [property: Description("Ascending by time and id.")] IReadOnlyList<TradeJson> Trades);

/// <summary>A market trade.</summary>
internal sealed record TradeJson(
    [property: Description("The exchange's id.")] long Id,
    [property: Description("Unix ms.")] long Time,
    [property: Description("In quote units.")] decimal Price,
    [property: Description("In base units.")] decimal Size,
    [property: Description("True when the taker sold.")] bool IsBuyerMaker)
{
    internal static TradeJson Of(Contracts.Markets.Trade trade) => new(trade.Id, trade.Time, trade.Price, trade.Size, trade.IsBuyerMaker);

    /// <summary>The columns of a CSV answer.</summary>
    internal static readonly IReadOnlyList<Column<TradeJson>> Columns =
    [
        new("time", trade => Csv.Iso(trade.Time)),
        new("time_ms", trade => trade.Time),
        new("id", trade => trade.Id),
        new("price", trade => trade.Price),
        new("size", trade => trade.Size),
        new("is_buyer_maker", trade => trade.IsBuyerMaker),
    ];
}

/// <summary>Trades of a symbol.</summary>
internal static class TradeEndpoints
{
    public static void MapTrades(this IEndpointRouteBuilder api) => api.MapGet("/symbols/{symbol}/trades", Get).WithTags("Market data")
        .Describe("trades", "Trades of a symbol", "Trades as they were collected, ascending by time and id; kept for `Storage:Retention:Trades`.")
        .TakesRange().TakesFormat()
        .Answers<TradesJson>("Trades.").Problems(400, 401, 404, 422);

    private static Task<IResult> Get(string symbol, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await user.Find(symbol) is not { } key)
        {
            return SymbolProblems.NotFound(symbol);
        }

        var query = new QueryReader(context.Request);
        var (range, format) = (query.Range(), query.Format());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var trades = (await user.History.GetTrades(key, range)).Select(TradeJson.Of).ToList();
        return new TableResult<TradeJson>(format, new TradesJson(key.Shown, key.Venue, trades), trades, TradeJson.Columns, $"{key.Venue}-{key.Shown}-trades");
    });
}
