using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Admin;

/// <summary>An entry of the audit trail.</summary>
internal sealed record AuditJson(
    [property: Description("Its place in the trail.")] string Id,
    [property: Description("When, Unix ms.")] long Time,
    [property: Description("What, e.g. `user.disable`.")] string Action,
    [property: Description("Id of who did it; null: nobody was signed in.")] string? Actor,
    [property: Description("E-mail address of who did it, as it was then.")] string? ActorEmail,
    [property: Description("Id of whom it was done to.")] string? Subject,
    [property: Description("E-mail address of whom it was done to, as it was then.")] string? SubjectEmail,
    [property: Description("The address it was done from.")] string? Address,
    [property: Description("What was there before.")] string? Before,
    [property: Description("What is there now.")] string? After)
{
    public static AuditJson Of(string id, AuditEntry entry) => new(
        id, entry.Time, entry.Action, entry.Actor, entry.ActorEmail, entry.Subject, entry.SubjectEmail, entry.Address, entry.Before, entry.After);
}

internal static class AuditEndpoints
{
    private static readonly IReadOnlyList<Column<AuditJson>> Columns =
    [
        new("time", entry => DateTimeOffset.FromUnixTimeMilliseconds(entry.Time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new("time_ms", entry => entry.Time),
        new("id", entry => entry.Id),
        new("action", entry => entry.Action),
        new("actor", entry => entry.Actor),
        new("actor_email", entry => entry.ActorEmail),
        new("subject", entry => entry.Subject),
        new("subject_email", entry => entry.SubjectEmail),
        new("address", entry => entry.Address),
        new("before", entry => entry.Before),
        new("after", entry => entry.After),
    ];

    public static void MapAudit(this IEndpointRouteBuilder admin) => admin.MapGet("/audit", List)
        .Describe("listAudit", "The audit trail", "What administrators did and what matters for security, newest first. Without `from` the last 31 days; a range has at most 400 days.")
        .TakesQuery("user", QueryKind.Text, "Id or e-mail address of who did it or of whom it was done to.")
        .TakesQuery("action", QueryKind.Text, "An action such as `user.disable`, or the beginning of several such as `user`.")
        .TakesQuery("from", QueryKind.Time, "First time, inclusive.")
        .TakesQuery("to", QueryKind.Time, "Last time, exclusive.")
        .TakesPage().TakesFormat().Answers<Page<AuditJson>>("A page of entries.").Problems(400, 401, 403, 422);

    private static async Task<IResult> List(HttpContext context, AuditReader reader)
    {
        var query = new QueryReader(context.Request);
        var (user, action, range, format, cursor) = (query.Text("user"), query.Text("action"), query.Range(), query.Format(), query.Text("cursor"));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        AuditPosition? before = null;
        if (cursor is not null && !AuditPosition.TryParse(cursor, out before))
        {
            return Problems.Invalid("cursor", "a nextCursor of this list", "'cursor' must be a nextCursor of this list.");
        }

        var entries = await reader.Read(user, action, range.From, range.To, before, range.Limit);
        var items = entries.Select(one => AuditJson.Of(one.Id, one.Entry)).ToList();
        var next = items.Count == range.Limit ? items[^1].Id : null;
        return new TableResult<AuditJson>(format, new Page<AuditJson>(items, next), items, Columns, "audit");
    }
}
