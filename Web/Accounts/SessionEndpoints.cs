using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>A session of the signed-in user.</summary>
[Example("""{"id":"c2c3919e7c0e40d391ac4c227c10991a","createdAt":1795778814454,"lastSeenAt":1795778814454,"address":"127.0.0.1","userAgent":"","current":true}""")]
internal sealed record SessionJson(
    [property: Description("Ends it: `DELETE /account/sessions/{id}`.")] string Id,
    [property: Description("When it began.")] long CreatedAt,
    [property: Description("When it was last used, at most five minutes behind.")] long LastSeenAt,
    [property: Description("Where it was last used from; of an IPv6 address the network.")] string Address,
    [property: Description("What the browser or program calls itself.")] string UserAgent,
    [property: Description("Whether it is the one that asks.")] bool Current)
{
    public static SessionJson Of(AccountSession session, string? current) =>
        new(session.Id, session.CreatedAt, session.LastSeenAt, session.Address, session.UserAgent, session.Id == current);
}

/// <summary>Where the user is signed in.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/account/sessions").WithTags("Account").RequireSession();
        sessions.MapGet("", List)
            .Describe("listSessions", "Where you are signed in", "By last use, the newest first.")
            .TakesPage().Answers<Page<SessionJson>>("Your sessions.").Problems(400, 401, 403);
        sessions.MapDelete("", EndAll)
            .Describe("deleteSessions", "Sign out everywhere", "Ends every cookie, token, open page and stream; this session too, unless `keepCurrent=true`. API keys stay.")
            .TakesQuery("keepCurrent", QueryKind.Flag, "True: all but the session that asks.")
            .Answers(StatusCodes.Status204NoContent, "They are signed out.").Problems(400, 401, 403);
        sessions.MapDelete("/{id}", End)
            .Describe("deleteSession", "Sign one session out").Answers(StatusCodes.Status204NoContent, "It is signed out.").Problems(400, 401, 403, 404);
    }

    private static async Task<IResult> List(HttpContext context, OwnAccount own, AccountSessions sessions)
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var current = await own.Session();
        var all = await sessions.List((await own.Get()).Id);
        return Results.Json(PageCursor.Cut([.. all.Select(session => SessionJson.Of(session, current))], skip, limit), ApiJson.Options);
    }

    private static async Task<IResult> EndAll(HttpContext context, OwnAccount own, AccountSessions sessions)
    {
        var query = new QueryReader(context.Request);
        var keep = query.Flag("keepCurrent") == true ? await own.Session() : null;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        await sessions.EndAll((await own.Get()).Id, keep);
        return Results.NoContent();
    }

    private static async Task<IResult> End(string id, OwnAccount own, AccountSessions sessions) =>
        await sessions.End((await own.Get()).Id, id) ? Results.NoContent() : Problems.NotFound("You have no such session.");
}
