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

/// <summary>What came of the signed-in user's deliveries.</summary>
internal static class DeliveryEndpoints
{
    private const string RetryAfterSeconds = "60";

    public static void MapDeliveries(this IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").WithTags("Alerts");
        deliveries.MapGet("", List).RequireScope(AlertScopes.ToRead)
            .Describe("listDeliveries", "Your deliveries", "Newest first: all that wait, and the last 500 that ended. What the in-app contact point shows is the inbox itself and is not listed.")
            .TakesQuery("contactPoint", QueryKind.Text, "Only those to this contact point.")
            .TakesQuery("alert", QueryKind.Text, "Only those of this alert.")
            .TakesQuery("state", QueryKind.Text, "Only those in this state.", ["pending", "retrying", "delivered", "dead"])
            .TakesPage().Answers<Page<DeliveryJson>>("A page of deliveries.").Problems(400, 401);
        deliveries.MapPost("/{id}/resend", Resend).RequireScope(AlertScopes.ToWrite)
            .Describe("resendDelivery", "Send a dead letter again", "Under the same message id, with the whole schedule before it.")
            .Answers<DeliveryJson>("The delivery, pending.").Problems(401, 404, 409, 429);
    }

    /// <summary>A delivery, or why there is none.</summary>
    public static IResult Answer(HttpContext context, Outcome<Delivery> outcome)
    {
        if (outcome.Accepted)
        {
            return Results.Json(DeliveryJson.Of(outcome.Value!), ApiJson.Options);
        }

        if (outcome.Refusals.Any(refusal => refusal.Code == RefusalCodes.Busy))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Problems.Refused(outcome.Refusals);
    }

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (point, alert, skip, limit) = (query.Text("contactPoint"), query.Text("alert"), query.Cursor(), query.Limit());
        var state = query.Choice<DeliveryState?>("state", [("all", null), ("pending", DeliveryState.Pending), ("retrying", DeliveryState.Retrying), ("delivered", DeliveryState.Delivered), ("dead", DeliveryState.Dead)]);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var found = (await user.ContactPoints.GetDeliveries(point, alert)).Where(delivery => state is null || delivery.State == state);
        return Results.Json(PageCursor.Cut([.. found.Select(DeliveryJson.Of)], skip, limit), ApiJson.Options);
    });

    private static Task<IResult> Resend(string id, HttpContext context, TenantGrains tenant) =>
        tenant.Call(async user => Answer(context, await user.ContactPoints.Resend(id)));
}
