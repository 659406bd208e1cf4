using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>The signed-in user's inbox.</summary>
internal static class AlertEndpoints
{
    private const int MaxIds = 1_000;

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("", List).RequireScope(AlertScopes.ToRead)
            .Describe("listAlerts", "Your alerts", "Newest first. The last 1,000 are kept.")
            .TakesQuery("state", QueryKind.Text, "Only those.", ["firing", "resolved", "noData", "error"])
            .TakesQuery("severity", QueryKind.Text, "Only those.", ["info", "warning", "critical"])
            .TakesQuery("rule", QueryKind.Text, "Only those of a rule, by id.")
            .TakesQuery("acknowledged", QueryKind.Flag, "Only those that are, or are not.")
            .TakesQuery("from", QueryKind.Time, "Taken by the inbox from this time on, inclusive.")
            .TakesQuery("to", QueryKind.Time, "Before this time.")
            .TakesPage().TakesFormat()
            .Answers<Page<AlertJson>>("A page of alerts.").Problems(400, 401, 422);
        alerts.MapPost("/{id}/ack", Acknowledge).RequireScope(AlertScopes.ToWrite)
            .Describe("ackAlert", "Acknowledge an alert", "Twice changes nothing.").Answers<AlertJson>("The alert.").Problems(400, 401, 404);
        alerts.MapPost("/ack", AcknowledgeMany).RequireScope(AlertScopes.ToWrite)
            .Describe("ackAlerts", "Acknowledge many alerts", "Those of `ids`, those up to `before`; with an empty object all.")
            .TakesBody<AckBody>().Answers<AckedJson>("How many.").Problems(400, 401, 413, 415);
    }

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var state = query.OneOf<AlertState>("state");
        var severity = query.OneOf<AlertSeverity>("severity");
        var (rule, acknowledged) = (query.Text("rule"), query.Flag("acknowledged"));
        var (range, before, format) = (query.Range(), query.Cursor(), query.Format());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await user.Inbox.List(new AlertQuery(
            state, severity, rule, acknowledged, range.From, range.To, null, before == 0 ? null : before, range.Limit));
        var items = page.Records.Select(AlertJson.Of).ToList();
        return new TableResult<AlertJson>(
            format, new Page<AlertJson>(items, page.NextBefore is { } next ? PageCursor.Write(next) : null), items, AlertJson.Columns, "alerts");
    });

    private static Task<IResult> Acknowledge(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        await user.Inbox.Acknowledge([id], null);
        return await user.Inbox.Get(id) is { } record ? Results.Json(AlertJson.Of(record), ApiJson.Options) : Problems.NotFound("You have no such alert.");
    });

    private static Task<IResult> AcknowledgeMany(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<AckBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.Ids is { Count: > MaxIds } || body.Ids?.Any(string.IsNullOrEmpty) == true)
        {
            return Problems.Invalid("ids", $"at most {MaxIds} ids", $"Name at most {MaxIds} alerts by their ids.");
        }

        var before = body is { Ids: null, Before: null } ? long.MaxValue : body.Before;
        var changed = await user.Inbox.Acknowledge([.. body.Ids ?? []], before);
        return Results.Json(new AckedJson(changed.Length, (await user.Inbox.GetSummary()).Unacknowledged), ApiJson.Options);
    });
}
