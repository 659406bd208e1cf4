using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>How a user wants to see things; as a request states it, and as it is answered.</summary>
[Example("""{"timeZone":"Europe/Zurich","theme":"dark","density":"compact"}""")]
internal sealed record PreferencesJson(
    [property: Description("IANA name of the zone that times are shown in, e.g. `Europe/Zurich`; null: UTC.")] string? TimeZone,
    [property: Description("Colours of the pages. Default system.")] Theme? Theme,
    [property: Description("How closely tables are set. Default comfortable.")] Density? Density)
{
    public static PreferencesJson Of(PreferenceSettings settings) => new(settings.TimeZone, settings.Theme, settings.Density);

    public PreferenceSettings Read() => new() { TimeZone = TimeZone, Theme = Theme ?? default, Density = Density ?? default };
}

/// <summary>The signed-in user's preferences.</summary>
internal static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder api)
    {
        var preferences = api.MapGroup("/preferences").WithTags("Workspace");
        preferences.MapGet("", Get)
            .Describe("getPreferences", "Your preferences").SendsHeader("ETag", "Version of the preferences.")
            .Answers<PreferencesJson>("The preferences.").Problems(401);
        preferences.MapPut("", Put)
            .Describe("putPreferences", "Change your preferences", "States all of them; what is left out gets its default.")
            .TakesHeader("If-Match", "The `ETag` your change is based on: 412 with both versions when they were changed since.")
            .TakesBody<PreferencesJson>().SendsHeader("ETag", "Version of the preferences.")
            .Answers<PreferencesJson>("The changed preferences.").Problems(400, 401, 412, 413, 415);
    }

    private static Task<IResult> Get(HttpContext context, TenantGrains tenant) => tenant.Call(async user => Show(context, await user.Workspace.GetPreferences()));

    private static Task<IResult> Put(HttpContext context, TenantGrains tenant) => tenant.Call(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<PreferencesJson>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var settings = body!.Read();
        var outcome = await user.Workspace.SetPreferences(settings, ETags.IfMatch(context.Request));
        if (outcome.Accepted)
        {
            return Show(context, outcome.Value!);
        }

        if (outcome.Refusals.All(refusal => refusal.Code == RefusalCodes.Stale))
        {
            var current = await user.Workspace.GetPreferences();
            ETags.Set(context.Response, current.Version);
            return Problems.Stale(PreferencesJson.Of(current.Settings), PreferencesJson.Of(settings));
        }

        return Problems.Refused(outcome.Refusals);
    });

    private static IResult Show(HttpContext context, Preferences preferences)
    {
        ETags.Set(context.Response, preferences.Version);
        return Results.Json(PreferencesJson.Of(preferences.Settings), ApiJson.Options);
    }
}
