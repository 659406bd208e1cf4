using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Who is signed in.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Email">The address that signs in.</param>
/// <param name="Roles"><c>admin</c> or nothing.</param>
/// <param name="Quotas">Used and allowed counts by name.</param>
/// <param name="TimeZone">IANA name of the zone that times are shown in; null: UTC.</param>
internal sealed record Me(string UserId, string Email, IReadOnlyList<string> Roles, IReadOnlyDictionary<string, QuotaJson> Quotas, string? TimeZone);

/// <summary>A quota.</summary>
/// <param name="Used">How many there are.</param>
/// <param name="Limit">How many there may be.</param>
internal sealed record QuotaJson(int Used, int Limit);

internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder api) => api.MapGet("/me", Get).WithTags("Account")
        .Describe("me", "Who is signed in", "With a cookie the answer carries the header `X-CSRF-TOKEN`, which writes with that cookie need.")
        .Answers<Me>("The signed-in user.").Problems(401);

    private static async Task<IResult> Get(HttpContext context, TenantGrains tenant, AccountDirectory accounts)
    {
        var quotas = await tenant.Call(user => user.Workspace.GetQuotas());
        var principal = await tenant.Principal();
        var account = await accounts.Find(principal.UserId!) ?? throw new NotSignedInException();
        if (CookieWrites.IsCookie(context))
        {
            CookieWrites.Tell(context);
        }

        return Results.Json(
            new Me(account.UserId, account.Email, account.Roles, quotas.OrderBy(quota => quota.Key, StringComparer.Ordinal).ToDictionary(
                quota => quota.Key, quota => new QuotaJson(quota.Value.Used, quota.Value.Limit)), account.TimeZone),
            ApiJson.Options);
    }
}
