using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>Times in which matching alerts are recorded but not delivered.</summary>
internal static class SilenceEndpoints
{
    public static void MapSilences(this IEndpointRouteBuilder api)
    {
        var silences = api.MapGroup("/silences").WithTags("Alerts");
        silences.MapGet("", List).RequireScope(AlertScopes.ToRead)
            .Describe("listSilences", "Your silences", "Those that have not ended.").TakesPage().Answers<Page<SilenceJson>>("A page of silences.").Problems(400, 401);
        silences.MapPost("", Add).RequireScope(AlertScopes.ToWrite)
            .Describe("addSilence", "Silence alerts for a while", "Every member that is given must match; none given: all alerts. Counts the time bars close.")
            .TakesBody<SilenceBody>().Answers<SilenceJson>("The silence.", StatusCodes.Status201Created).Problems(400, 401, 413, 415, 422);
        silences.MapDelete("/{id}", Delete).RequireScope(AlertScopes.ToWrite)
            .Describe("deleteSilence", "End a silence").Answers(StatusCodes.Status204NoContent, "It is over.").Problems(400, 401, 404);
    }

    private static Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await user.Inbox.GetSilences()).Select(SilenceJson.Of)], skip, limit), ApiJson.Options);
    });

    private static Task<IResult> Add(HttpContext context, TenantGrains tenant, TimeProvider time) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<SilenceBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var errors = new FieldErrors();
        var target = body!.Target is null ? null : await body.Target.Read(user, "target", errors);
        if (target?.Watchlist is not null)
        {
            errors.Add("target.watchlist", "a pair or a symbol", "An alert is about a member, not about its watchlist.");
        }

        if (body.To is null)
        {
            errors.Add("to", "required", "Say when the silence ends.");
        }

        if (errors.All.Count > 0)
        {
            return Problems.Invalid(errors.All);
        }

        var outcome = await user.Inbox.AddSilence(new SilenceSettings
        {
            RuleId = body.Rule,
            Pair = target?.Pair,
            Symbol = target?.Symbol,
            Severity = body.Severity,
            From = body.From ?? time.GetUtcNow().ToUnixTimeMilliseconds(),
            To = body.To!.Value,
            Comment = body.Comment,
        });
        return outcome.Accepted
            ? Results.Json(SilenceJson.Of(outcome.Value!), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Refused(outcome.Refusals);
    });

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var outcome = await user.Inbox.RemoveSilence(id);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });
}

/// <summary>A silence as a request states it.</summary>
[Example("""{"target":{"symbol":"ETHUSDT"},"severity":"info","to":1924992000000,"comment":"Maintenance of the venue"}""")]
internal sealed record SilenceBody(
    [property: Description("Only alerts of this rule, by id.")] string? Rule,
    [property: Description("Only alerts about this pair or symbol.")] RuleTargetJson? Target,
    [property: Description("Only alerts of this severity.")] AlertSeverity? Severity,
    [property: Description("Inclusive, Unix ms. Default: now.")] long? From,
    [property: Description("Exclusive, Unix ms."), Required] long? To,
    [property: Description("At most 200 characters.")] string? Comment);

/// <summary>A silence.</summary>
[Example("""
    {"id":"8c90b7e03b174108af8d2652297ffd66","target":{"symbol":"binance-usdm:ETHUSDT"},"severity":"info","from":1795778831920,"to":1924992000000,
    "comment":"Maintenance of the venue"}
    """)]
internal sealed record SilenceJson(
    [property: Description("Its id.")] string Id,
    [property: Description("Only alerts of this rule; absent: of any."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Rule,
    [property: Description("Only alerts about this pair or symbol; absent: about any."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RuleTargetJson? Target,
    [property: Description("Only alerts of this severity; absent: of any."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AlertSeverity? Severity,
    [property: Description("Inclusive, Unix ms.")] long From,
    [property: Description("Exclusive, Unix ms.")] long To,
    [property: Description("Why."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment)
{
    public static SilenceJson Of(Silence silence)
    {
        var settings = silence.Settings;
        return new SilenceJson(
            silence.Id, settings.RuleId, settings.Pair is null && settings.Symbol is null ? null : new RuleTargetJson(settings.Pair, settings.Symbol?.ToString(), null),
            settings.Severity, settings.From, settings.To, settings.Comment);
    }
}
