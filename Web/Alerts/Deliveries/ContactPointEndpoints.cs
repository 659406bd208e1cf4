using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>Where the signed-in user's alerts are delivered to.</summary>
internal static class ContactPointEndpoints
{
    public static void MapContactPoints(this IEndpointRouteBuilder api)
    {
        var points = api.MapGroup("/contact-points").WithTags("Alerts");
        points.MapGet("", List).RequireScope(AlertScopes.ToRead)
            .Describe("listContactPoints", "Your contact points", "The in-app one first: every user has it, and it cannot be changed.")
            .TakesPage().Answers<Page<ContactPointJson>>("A page of contact points.").Problems(400, 401);
        points.MapPost("", Add).RequireScope(AlertScopes.ToWrite)
            .Describe("addContactPoint", "Make a contact point", """
                A webhook gets Standard Webhooks: `POST` with `webhook-id`, `webhook-timestamp`, `webhook-signature` and the body `{type,timestamp,data}`. The answer holds the signing
                `secret`, the only time it is shown. Any 2xx within 10 s is success; else it is tried again after 5 s, 30 s, 5 min, 30 min and 2 h under the same id. 410 disables it.
                A mail address gets nothing but one mail that asks, until its receiver agrees by the link in it (24 hours); the confirmed address of your own account needs no link.
                Counts against the quota `contactPoints`.
                """)
            .TakesBody<ContactPointBody>()
            .Answers<ContactPointJson>("The contact point, with its secret.", StatusCodes.Status201Created).Problems(400, 401, 409, 413, 415, 422);
        points.MapGet("/{id}", Get).RequireScope(AlertScopes.ToRead)
            .Describe("getContactPoint", "One contact point").Answers<ContactPointJson>("The contact point.").Problems(401, 404);
        points.MapPut("/{id}", Put).RequireScope(AlertScopes.ToWrite)
            .Describe("putContactPoint", "Change a contact point", "A webhook keeps its secret. `enabled: true` takes one back that was disabled. Another mail address is asked anew.")
            .TakesBody<ContactPointBody>().Answers<ContactPointJson>("The changed contact point.").Problems(400, 401, 404, 409, 413, 415, 422);
        points.MapDelete("/{id}", Delete).RequireScope(AlertScopes.ToWrite)
            .Describe("deleteContactPoint", "Delete a contact point", "What still waits for it becomes a dead letter.")
            .Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404, 422);
        points.MapPost("/{id}/secret", RenewSecret).RequireScope(AlertScopes.ToWrite)
            .Describe("renewSecret", "Give a webhook another secret", "The answer is the only place where it is shown. The old one ends at once.")
            .Answers<ContactPointJson>("The contact point, with its new secret.").Problems(401, 404, 422);
        points.MapPost("/{id}/confirmation", Ask).RequireScope(AlertScopes.ToWrite)
            .Describe("askContactPoint", "Ask a mail address again", "At most once a minute and three times in 24 hours for one address; the link in an older mail ends. The confirmed address of your account is confirmed at once.")
            .Answers<ContactPointJson>("The contact point.").Problems(401, 404, 409, 422, 429);
        points.MapPost("/{id}/test", Test).RequireScope(AlertScopes.ToWrite)
            .Describe("testContactPoint", "Send a test message", "One try, within your limits. The answer waits for it for at most 20 s.")
            .Answers<DeliveryJson>("What came of it: `delivered`, or `dead` with the reason; `pending` when your other deliveries hold it up.").Problems(401, 404, 422, 429);
    }

    private static ProblemResult NotFound() => Problems.NotFound("You have no such contact point.");

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await user.ContactPoints.GetContactPoints()).Select(ContactPointJson.Of)], skip, limit), ApiJson.Options);
    });

    private static async Task<IResult> Add(HttpContext context, ContactPointConfirmations confirmations)
    {
        var (body, unreadable) = await ApiBody.Read<ContactPointBody>(context);
        var (settings, problem) = body is null ? (null, unreadable) : body.Read(ownId: null);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await confirmations.Add(settings!);
        if (!outcome.Accepted)
        {
            return Problems.Refused(outcome.Refusals);
        }

        context.Response.Headers.Location = $"{ApiPaths.Prefix}/contact-points/{outcome.Value!.Point.Id}";
        return Results.Json(ContactPointJson.Of(outcome.Value), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static Task<IResult> Get(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        await Find(user, id) is { } point ? Results.Json(ContactPointJson.Of(point), ApiJson.Options) : NotFound());

    private static async Task<IResult> Put(string id, HttpContext context, TenantGrains tenant, ContactPointConfirmations confirmations)
    {
        if (await tenant.Call(user => Find(user, id)) is null)
        {
            return NotFound();
        }

        var (body, unreadable) = await ApiBody.Read<ContactPointBody>(context);
        var (settings, problem) = body is null ? (null, unreadable) : body.Read(id);
        if (problem is not null)
        {
            return problem;
        }

        return Answer(await confirmations.Update(id, settings!));
    }

    private static async Task<IResult> Ask(string id, ContactPointConfirmations confirmations) => Answer(await confirmations.Ask(id));

    private static IResult Answer(Outcome<ContactPoint> outcome) =>
        outcome.Accepted ? Results.Json(ContactPointJson.Of(outcome.Value!), ApiJson.Options) : Problems.Refused(outcome.Refusals);

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var outcome = await user.ContactPoints.DeleteContactPoint(id);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });

    private static Task<IResult> RenewSecret(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var outcome = await user.ContactPoints.RenewSecret(id);
        return outcome.Accepted ? Results.Json(ContactPointJson.Of(outcome.Value!), ApiJson.Options) : Problems.Refused(outcome.Refusals);
    });

    private static async Task<IResult> Test(string id, HttpContext context, ContactPointTest test)
    {
        var outcome = await test.Run(id, context.RequestAborted);
        return DeliveryEndpoints.Answer(context, outcome);
    }

    private static async Task<ContactPoint?> Find(UserGrains user, string id) => (await user.ContactPoints.GetContactPoints()).FirstOrDefault(point => point.Id == id);
}
