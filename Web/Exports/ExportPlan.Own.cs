using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Exports;

/// <content>What is a user's own and not a market's.</content>
internal sealed partial record ExportPlan
{
    private const int AlertPage = 500;

    /// <summary>From far enough before the first bar that the minute it lies in is not left out.</summary>
    private static ExportPlan Statistics(ExportRequest request, UserGrains user, PairDefinition pair) => new(
        $"pair-{pair.Id}-table", [], "rows", PairJson.Of(pair), request.Format, async () =>
        {
            var (body, settings) = (request.Body, pair.Settings);
            var newest = await user.History.GetBars(settings.Y, settings.Interval, new TimeRange(null, body.To, 1));
            var first = body.From ?? Math.Max(0, await First(async range => (await user.History.GetBars(settings.Y, settings.Interval, range)).FirstOrDefault()?.OpenTime) - Interval.OneMinute.Ms());
            return new TimedRows<TableRowJson>(
                TableRowJson.Columns, async from => [.. (await user.Analytics.GetPairTable(settings, request.Every, Page(from, body))).Rows().Select(TableRowJson.Of)],
                row => row.Time, first, newest.IsEmpty ? 0 : newest[0].OpenTime);
        });

    private static ExportPlan Alerts(ExportRequest request, UserGrains user) => new(
        "alerts", [], "items", null, request.Format, () => Task.FromResult<ExportRows>(new CursorRows<AlertJson>(AlertJson.Columns, async before =>
        {
            var page = await user.Inbox.List(new AlertQuery(
                request.State, request.Severity, request.Body.Rule, request.Body.Acknowledged, request.Body.From, request.Body.To, null, before, AlertPage));
            return ([.. page.Records.Select(AlertJson.Of)], page.NextBefore);
        })))
    { IsPage = true };

    private static ExportPlan Workspace(UserGrains user) => new(
        "workspace", [], null, null, TableFormat.Json, () => Task.FromResult<ExportRows>(new CursorRows<WorkspaceJson>(
            null, async _ => ([(await WorkspaceJson.Read(user)).Document], null))));
}
