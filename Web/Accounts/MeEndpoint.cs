using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Accounts;

/// <summary>Who is signed in.</summary>
[Example("""
    {"userId":"0947ed4150354f6580c3c461d3765ab9","email":"ann@example.org","roles":[],"displayName":"Ann","quotas":{"contactPoints":{"used":0,
    "limit":20},"dashboards":{"used":0,"limit":50},"datasets":{"used":0,"limit":50},"keys":{"used":0,"limit":20},"pairs":{"used":0,"limit":100},
    "rules":{"used":0,"limit":200},"storageBytes":{"used":0,"limit":1073741824},"trackedSymbols":{"used":0,"limit":50},"watchlists":{"used":0,
    "limit":50}},"timeZone":null}
    """)]
internal sealed record Me(
    [property: Description("The user's id.")] string UserId,
    [property: Description("The address that signs in.")] string Email,
    [property: Description("`admin` or nothing.")] IReadOnlyList<string> Roles,
    [property: Description("The name that is shown; null: the address.")] string? DisplayName,
    [property: Description("Used and allowed counts by name.")] IReadOnlyDictionary<string, QuotaJson> Quotas,
    [property: Description("IANA name of the zone that times are shown in; null: UTC.")] string? TimeZone);

/// <summary>A quota.</summary>
internal sealed record QuotaJson(
    [property: Description("How many there are.")] long Used,
    [property: Description("How many there may be.")] long Limit)
{
    public static IReadOnlyDictionary<string, QuotaJson> Of(IReadOnlyDictionary<string, QuotaUse> quotas) =>
        quotas.ToDictionary(quota => quota.Key, quota => new QuotaJson(quota.Value.Used, quota.Value.Limit));
}

/// <summary>Changes the profile.</summary>
[Example("""{"displayName":"Ann"}""")]
internal sealed record MeBody([property: Description("The name that is shown, at most 60 characters; null or empty: the address.")] string? DisplayName);

/// <summary>Deletes the account.</summary>
[Example("""{"password":"correct horse battery"}""")]
internal sealed record DeleteMeBody([property: Description("Your password."), Required] string? Password);

internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Get).RequireScope(ApiScopes.All).WithTags("Account")
        .Describe("me", "Who is signed in", "With a cookie the answer carries the header `X-CSRF-TOKEN`, which writes with that cookie need.")
        .Answers<Me>("The signed-in user.").Problems(401);
        api.MapPut("/me", Put).RequireSession().WithTags("Account")
            .Describe("putMe", "Change your profile").TakesBody<MeBody>().Answers<Me>("The signed-in user.").Problems(400, 401, 403, 409, 413, 415);
        api.MapDelete("/me", Delete).RequireSession().WithMetadata(new CountsAsSignIn()).WithTags("Account")
            .Describe("deleteMe", "Delete your account", "With everything you have here, for good: pairs, watchlists, rules, alerts, data, keys. 409 for the only administrator.")
            .TakesBody<DeleteMeBody>().Answers(StatusCodes.Status204NoContent, "Everything is gone.").Problems(400, 401, 403, 409, 413, 415, 429);
    }

    private static async Task<IResult> Put(HttpContext context, OwnAccount own, TenantGrains tenant, AccountDirectory accounts, UserQuotas allQuotas)
    {
        var (body, problem) = await ApiBody.Read<MeBody>(context);
        return problem is not null ? problem
            : await own.Rename(body!.DisplayName) is { } refused ? new ProblemResult(refused)
            : await Get(context, tenant, accounts, allQuotas);
    }

    private static async Task<IResult> Delete(HttpContext context, OwnAccount own)
    {
        var (body, problem) = await ApiBody.Read<DeleteMeBody>(context);
        return problem is not null ? problem : AccountAnswers.Of(await own.Delete(body!.Password));
    }

    private static async Task<IResult> Get(HttpContext context, TenantGrains tenant, AccountDirectory accounts, UserQuotas allQuotas)
    {
        var (quotas, preferences) = await tenant.Call(async user => (await allQuotas.Of(user), await user.Workspace.GetPreferences()));
        var principal = await tenant.Principal();
        var account = await accounts.Find(principal.UserId!) ?? throw new NotSignedInException();
        if (CookieWrites.IsCookie(context))
        {
            CookieWrites.Tell(context);
        }

        return Results.Json(
            new Me(account.UserId, account.Email, account.Roles, account.DisplayName, QuotaJson.Of(quotas), preferences.Settings.TimeZone),
            ApiJson.Options);
    }
}
