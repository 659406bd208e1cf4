using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Symbols;

/// <summary>A tradable symbol.</summary>
[Example("""{"symbol":"1000PEPEUSDT","venue":"binance-usdm","tracked":false,"lastPrice":null,"change24h":null,"volume24h":null,"tickSize":1e-07,"state":null}""")]
internal sealed record SymbolJson(
    [property: Description("Its name, without the venue.")] string Symbol,
    [property: Description("Its venue.")] string Venue,
    [property: Description("Whether its trades are collected for you: always on, tracked by you, or a leg of one of your pairs.")] bool Tracked,
    [property: Description("Price of the newest trade; null when it is not tracked or has none.")] decimal? LastPrice,
    [property: Description("Change of price over 24 h in percent; null when unknown.")] double? Change24h,
    [property: Description("Volume over 24 h in base units; null when unknown.")] decimal? Volume24h,
    [property: Description("Smallest price step; null when the venue has not said it.")] decimal? TickSize,
    [property: Description("State of its feed; null when it is not tracked.")] FeedState? State);

/// <summary>The symbols a user can choose from, and tracking them.</summary>
internal static class SymbolEndpoints
{
    public static void MapSymbols(this IEndpointRouteBuilder api)
    {
        var symbols = api.MapGroup("/symbols").WithTags("Market data");
        symbols.MapGet("", List)
            .Describe("listSymbols", "Symbols", "The active venue's symbols and yours of other venues, by name. Prices and states are those of tracked symbols.")
            .TakesQuery("query", QueryKind.Text, "Only symbols whose name contains this.")
            .TakesQuery("tracked", QueryKind.Flag, "Only tracked symbols, or only others.")
            .TakesPage().Answers<Page<SymbolJson>>("A page of symbols.").Problems(400, 401);
        symbols.MapPost("/{symbol}/track", Track)
            .Describe("trackSymbol", "Track a symbol", "Its trades are collected from now on. Counts against the quota `trackedSymbols`; tracking it twice changes nothing.")
            .Answers(StatusCodes.Status204NoContent, "It is tracked.").Problems(400, 401, 404, 422);
        symbols.MapDelete("/{symbol}/track", Untrack)
            .Describe("untrackSymbol", "Stop tracking a symbol", "The feed of a symbol that nobody tracks stops after a while.")
            .Answers(StatusCodes.Status204NoContent, "It is not tracked any more.").Problems(400, 401, 404);
    }

    private static Task<IResult> List(HttpContext context, TenantGrains tenant, AlwaysOnSymbols alwaysOn) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (text, wanted, skip, limit) = (query.Text("query"), query.Flag("tracked"), query.Cursor(), query.Limit());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var venue = await user.ActiveVenue.Get();
        var catalog = (await user.Catalog(venue).GetSymbols()).ToDictionary(info => new SymbolKey(venue, info.Symbol));
        var own = await UserSymbols.Of(user);
        var uploads = (await user.Datasets.List()).Where(dataset => dataset.State == DatasetState.Ready).Select(dataset => SymbolKey.OfUpload(user.UserId, dataset.Id));
        var status = await user.Feed(venue).GetStatus();
        bool IsTracked(SymbolKey key) => (own.Contains(key) && !key.IsUpload) || (key.Venue == venue && alwaysOn.Contains(key.Symbol));
        var keys = catalog.Keys
            .Union(own.Where(key => !key.IsUpload))
            .Union(uploads)
            .Union(status.Symbols.Select(symbol => new SymbolKey(venue, symbol.Symbol)).Where(IsTracked))
            .Where(key => text is null || key.Shown.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Where(key => wanted is null || wanted == IsTracked(key))
            .OrderBy(key => key.Shown, StringComparer.Ordinal).ThenBy(key => key.Venue, StringComparer.Ordinal)
            .ToList();
        var page = PageCursor.Cut(keys, skip, limit);
        var states = status.Symbols.ToDictionary(symbol => new SymbolKey(venue, symbol.Symbol), symbol => symbol.State);
        var items = await Task.WhenAll(page.Items.Select(key => Of(user, key, IsTracked(key), catalog.GetValueOrDefault(key), states)));
        return Results.Json(new Page<SymbolJson>(items, page.NextCursor), ApiJson.Options);
    });

    private static async Task<SymbolJson> Of(UserGrains user, SymbolKey key, bool tracked, SymbolInfo? info, Dictionary<SymbolKey, FeedState> states)
    {
        if (key.IsUpload)
        {
            return new SymbolJson(key.Shown, key.Venue, false, null, null, null, null, null);
        }

        var status = tracked ? await user.Symbol(key).GetStatus() : null;
        return new SymbolJson(
            key.Symbol, key.Venue, tracked, status?.LastPrice, status?.Change24h, status?.Volume24h, info?.TickSize,
            tracked && states.TryGetValue(key, out var state) ? state : null);
    }

    private static Task<IResult> Track(string symbol, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await user.Find(symbol) is not { } key)
        {
            return SymbolProblems.NotFound(symbol);
        }

        if (key.IsUpload)
        {
            return Problems.Invalid("symbol", "a symbol of a venue", "A dataset needs no tracking: it is all there.");
        }

        var outcome = await user.Workspace.Track(key);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });

    private static Task<IResult> Untrack(string symbol, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await user.Resolve(symbol) is not { } key || (!await user.Workspace.Untrack(key) && await user.Find(symbol) is null))
        {
            return SymbolProblems.NotFound(symbol);
        }

        return Results.NoContent();
    });
}
