using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Exports;

/// <summary>What an export reads, how its file is called and what stands around its rows.</summary>
/// <param name="Name">Of the file, without extension.</param>
/// <param name="Head">Members of the JSON document before its rows.</param>
/// <param name="RowsName">The member that holds them; null: the document is the one row.</param>
/// <param name="Settings">What the rows depend on; null: nothing.</param>
internal sealed partial record ExportPlan(string Name, IReadOnlyList<(string Name, string Value)> Head, string? RowsName, object? Settings, TableFormat Format, Func<Task<ExportRows>> Rows)
{
    /// <summary>Whether the JSON document is a page, whose cursor is then that of the last one.</summary>
    public bool IsPage { get; init; }

    /// <summary>Reads a request; the plan, or what is wrong with it. The same check runs when the export is asked for and when it is made.</summary>
    public static async Task<(ExportPlan? Plan, IReadOnlyList<FieldError> Errors)> Of(ExportBody body, UserGrains user)
    {
        var (request, errors) = ExportRequest.Of(body);
        if (request is null)
        {
            return (null, errors);
        }

        switch (body.Kind)
        {
            case ExportKinds.Alerts:
                return (Alerts(request, user), errors);
            case ExportKinds.Workspace:
                return (Workspace(user), errors);
            case ExportKinds.PairSeries or ExportKinds.Statistics:
                return body.Pair is { } id && TenantKey.IsPart(id) && await user.Workspace.GetPair(id) is { } pair
                    ? (body.Kind == ExportKinds.PairSeries ? Series(body, user, pair, request.Format) : Statistics(request, user, pair), errors)
                    : (null, [new FieldError("pair", "one of your pairs", "You have no such pair.")]);
            default:
                return await user.Find(body.Symbol) is not { } symbol
                    ? (null, [new FieldError("symbol", "a known symbol", $"There is no symbol '{body.Symbol}'.")])
                    : (body.Kind == ExportKinds.Bars ? Bars(body, user, symbol, request.Interval, request.Format) : Trades(body, user, symbol, request.Format), errors);
        }
    }

    private static ExportPlan Bars(ExportBody body, UserGrains user, SymbolKey symbol, Interval interval, TableFormat format) => new(
        $"{symbol.Venue}-{symbol.Shown}-{interval.Name()}", [("symbol", symbol.Shown), ("venue", symbol.Venue), ("interval", interval.Name())], "bars", null, format, async () =>
        {
            var newest = await user.History.GetBars(symbol, interval, new TimeRange(null, body.To, 1));
            return new TimedRows<BarJson>(
                BarJson.Columns, async from => [.. (await user.History.GetBars(symbol, interval, Page(from, body))).Select(BarJson.Of)],
                bar => bar.OpenTime, body.From ?? await First(async range => (await user.History.GetBars(symbol, interval, range)).FirstOrDefault()?.OpenTime), newest.IsEmpty ? 0 : newest[0].OpenTime);
        });

    private static ExportPlan Trades(ExportBody body, UserGrains user, SymbolKey symbol, TableFormat format) => new(
        $"{symbol.Venue}-{symbol.Shown}-trades", [("symbol", symbol.Shown), ("venue", symbol.Venue)], "trades", null, format, async () =>
        {
            var newest = await user.History.GetTrades(symbol, new TimeRange(null, body.To, 1));
            return new TimedRows<TradeJson>(
                TradeJson.Columns, async from => [.. (await user.History.GetTrades(symbol, Page(from, body))).Select(TradeJson.Of)],
                trade => trade.Time, body.From ?? await First(async range => (await user.History.GetTrades(symbol, range)) is [var first, ..] ? first.Time : null), newest.IsEmpty ? 0 : newest[0].Time);
        });

    private static ExportPlan Series(ExportBody body, UserGrains user, Contracts.Pairs.PairDefinition pair, TableFormat format) => new(
        $"pair-{pair.Id}", [("pairId", pair.Id), ("interval", pair.Settings.Interval.Name())], "points", PairJson.Of(pair), format, async () =>
        {
            var settings = pair.Settings;
            var newest = await user.History.GetBars(settings.Y, settings.Interval, new TimeRange(null, body.To, 1));
            return new TimedRows<PointJson>(
                PointJson.Columns, async from => [.. (await user.Pair(pair.Id).GetSeries(Page(from, body))).Points().Select(PointJson.Of)],
                point => point.Time, body.From ?? await First(async range => (await user.History.GetBars(settings.Y, settings.Interval, range)).FirstOrDefault()?.OpenTime),
                newest.IsEmpty ? 0 : newest[0].OpenTime);
        });

    private static TimeRange Page(long from, ExportBody body) => new(from, body.To, IHistoryGrain.MaxRows);

    private static async Task<long> First(Func<TimeRange, Task<long?>> read) => await read(new TimeRange(0, null, 1)) ?? 0;
}
