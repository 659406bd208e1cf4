using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Admin;

/// <summary>A user as an administrator sees them.</summary>
internal sealed record UserJson(
    [property: Description("Its id.")] string Id,
    [property: Description("The address that signs in.")] string Email,
    [property: Description("Whether the address is confirmed.")] bool EmailConfirmed,
    [property: Description("`admin` or nothing.")] IReadOnlyList<string> Roles,
    [property: Description("Whether the account is disabled.")] bool Disabled,
    [property: Description("Whether it has a second factor.")] bool TwoFactorEnabled,
    [property: Description("When it was made, Unix ms.")] long CreatedAt,
    [property: Description("Used and allowed counts by name; absent in lists."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, QuotaJson>? Quotas)
{
    public static UserJson Of(AccountRecord account) => new(
        account.UserId, account.Email, account.EmailConfirmed, account.Roles, account.Disabled, account.TwoFactorEnabled, account.CreatedAt, null);

    public static UserJson Of(UserOverview user) => Of(user.Account) with
    {
        Quotas = QuotaJson.Of(user.Quotas),
    };
}

/// <summary>A change of a user; what is left out stays as it is.</summary>
[Example("""{"disabled":false,"quotas":{"pairs":40}}""")]
internal sealed record UserBody(
    [property: Description("Ends the user's sessions, tokens, keys, pages and streams.")] bool? Disabled,
    [property: Description("`admin` or nothing.")] IReadOnlyList<string>? Roles,
    [property: Description("Limits by quota, e.g. `{\"pairs\":10}`; null goes back to the node's default.")] IReadOnlyDictionary<string, long?>? Quotas);

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users");
        users.MapGet("", List)
            .Describe("listUsers", "Users", "By e-mail address.")
            .TakesQuery("query", QueryKind.Text, "Only users whose e-mail address contains this, or whose id it is.")
            .TakesPage().Answers<Page<UserJson>>("A page of users.").Problems(400, 401, 403);
        users.MapGet("/{id}", Get)
            .Describe("getUser", "One user", "With their quotas.").Answers<UserJson>("The user.").Problems(401, 403, 404);
        users.MapPut("/{id}", Put)
            .Describe("putUser", "Change a user", "Disables or enables, sets roles and limits. Every change is written into the audit trail. The last enabled administrator cannot be disabled or lose the role.")
            .TakesBody<UserBody>().Answers<UserJson>("The changed user.").Problems(400, 401, 403, 404, 413, 415, 422);
        users.MapPost("/{id}/reset-two-factor", ResetTwoFactor)
            .Describe("resetTwoFactor", "Take a second factor away", "For a user who lost the device. It ends their sessions.")
            .Answers(StatusCodes.Status204NoContent, "The account has no second factor any more.").Problems(400, 401, 403, 404);
    }

    private static ProblemResult NotFound() => Problems.NotFound("There is no such user.");

    private static async Task<IResult> List(HttpContext context, AdminUsers users)
    {
        var query = new QueryReader(context.Request);
        var (text, skip, limit) = (query.Text("query"), query.Cursor(), query.Limit());
        return query.Problem is { } problem
            ? problem
            : Results.Json(PageCursor.Cut([.. (await users.Search(text)).Select(UserJson.Of)], skip, limit), ApiJson.Options);
    }

    private static async Task<IResult> Get(string id, AdminUsers users) =>
        TenantKey.IsPart(id) && await users.Find(id) is { } user ? Results.Json(UserJson.Of(user), ApiJson.Options) : NotFound();

    private static async Task<IResult> Put(string id, HttpContext context, AdminUsers users)
    {
        if (!TenantKey.IsPart(id) || await users.Find(id) is null)
        {
            return NotFound();
        }

        var (body, unreadable) = await ApiBody.Read<UserBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.Roles?.Contains(null!) == true)
        {
            return Problems.Invalid("roles", "role names", "A role is missing.");
        }

        var outcome = await users.Change(id, new UserChange(body.Disabled, body.Roles, body.Quotas?.ToImmutableDictionary()));
        return outcome.Accepted ? Results.Json(UserJson.Of(outcome.Value!), ApiJson.Options) : Problems.Refused(outcome.Refusals);
    }

    private static async Task<IResult> ResetTwoFactor(string id, AdminUsers users) =>
        TenantKey.IsPart(id) && await users.ResetTwoFactor(id) ? Results.NoContent() : NotFound();
}
