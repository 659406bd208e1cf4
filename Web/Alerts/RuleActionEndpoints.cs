using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Jobs;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>What can be done with rules besides defining them.</summary>
internal static class RuleActionEndpoints
{
    private const long DayMs = 86_400_000;
    private const long MaxSnoozeMs = 366 * DayMs;

    public static void MapRuleActions(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Alerts");
        rules.MapPost("/{id}/pause", (string id, TenantGrains tenant) => Act(id, tenant, rule => rule.Pause())).RequireScope(AlertScopes.ToWrite)
            .Describe("pauseRule", "Stop evaluating a rule").Answers<RuleJson>("The rule.").Problems(400, 401, 404);
        rules.MapPost("/{id}/resume", (string id, TenantGrains tenant) => Act(id, tenant, rule => rule.Resume())).RequireScope(AlertScopes.ToWrite)
            .Describe("resumeRule", "Evaluate a rule again", "From the bars that close from now on. Ends a snooze, and the pause of targets that fired `once`.")
            .Answers<RuleJson>("The rule.").Problems(400, 401, 404);
        rules.MapPost("/{id}/snooze", Snooze).RequireScope(AlertScopes.ToWrite)
            .Describe("snoozeRule", "Record but do not deliver, for a while")
            .TakesBody<SnoozeBody>().Answers<RuleJson>("The rule.").Problems(400, 401, 404, 413, 415);
        rules.MapPost("/dry-run", DryRun).RequireScope(AlertScopes.ToWrite)
            .Describe("dryRunRule", "Try a rule over stored history", "A job: see `GET /jobs/{id}`. Its result is `{fired,medianFiringMs,alerts}`.")
            .TakesBody<DryRunBody>().Answers<JobJson>("The job.", StatusCodes.Status202Accepted).Problems(400, 401, 413, 415, 422, 429);
    }

    private static Task<IResult> Act(string id, TenantGrains tenant, Func<IRuleGrain, Task<RuleStatus?>> act) => tenant.Call<IResult>(async user =>
        await RuleEndpoints.Find(user, id) is { } rule && await act(user.Rule(id)) is { } status
            ? Results.Json(RuleJson.Of(rule, status), ApiJson.Options)
            : RuleEndpoints.NotFound());

    private static async Task<IResult> Snooze(string id, HttpContext context, TenantGrains tenant, TimeProvider time)
    {
        var (found, problem) = await tenant.Call(async user => await RuleEndpoints.Find(user, id) is null
            ? (null, RuleEndpoints.NotFound())
            : await ApiBody.Read<SnoozeBody>(context));
        if (problem is not null)
        {
            return problem;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return found!.Until is { } until && until > now && until <= now + MaxSnoozeMs
            ? await Act(id, tenant, rule => rule.Snooze(until))
            : Problems.Invalid("until", "Unix milliseconds, later than now, within a year", "Say until when.");
    }

    private static Task<IResult> DryRun(HttpContext context, TenantGrains tenant, TimeProvider time) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<DryRunBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.Rule is null)
        {
            return Problems.Invalid("rule", "required", "Give the rule.");
        }

        var errors = new FieldErrors();
        if (await body.Rule.Read(user, errors.Within("rule")) is not { } settings)
        {
            return Problems.Invalid(errors.All);
        }

        var to = body.To ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        var started = await DryRuns.Start(user, settings, body.From ?? to - DayMs, to);
        if (!started.Accepted)
        {
            return Problems.Refused(started.Refusals);
        }

        context.Response.Headers.Location = $"{ApiPaths.Prefix}/jobs/{started.Value!.Id}";
        return Results.Json(JobJson.Of(started.Value), ApiJson.Options, statusCode: StatusCodes.Status202Accepted);
    });
}
