using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an invitation; everything has a default.</summary>
[Example("""{"email":"ann@example.org"}""")]
internal sealed record InviteBody(
    [property: Description("The address that alone may use it; it is mailed there when a mail server is configured. Left out: anybody who has the link.")] string? Email,
    [property: Description("Unix ms until which it holds, at most 90 days from now. Left out: 7 days from now.")] long? ExpiresAt);

/// <summary>An invitation, without its link.</summary>
internal sealed record InviteJson(
    [property: Description("Withdraws it: `DELETE /admin/invites/{id}`.")] string Id,
    [property: Description("The address that alone may use it; null: anybody.")] string? Email,
    [property: Description("The administrator who made it.")] string CreatedBy,
    [property: Description("When it was made.")] long CreatedAt,
    [property: Description("Until when it holds.")] long ExpiresAt,
    [property: Description("Who used it; null: nobody yet.")] string? UsedBy,
    [property: Description("When it was used; null: not yet.")] long? UsedAt)
{
    public static InviteJson Of(Invite invite) => new(invite.Id, invite.Email?.ToLowerInvariant(), invite.CreatedBy, invite.CreatedAt, invite.ExpiresAt, invite.UsedBy, invite.UsedAt);
}

/// <summary>A new invitation: the only answer with its link.</summary>
internal sealed record NewInviteJson(
    [property: Description("Withdraws it: `DELETE /admin/invites/{id}`.")] string Id,
    [property: Description("Give it to the invited person. It works once.")] string Link,
    [property: Description("The member `invite` of a registration over the API.")] string Code,
    [property: Description("Until when it holds.")] long ExpiresAt);

/// <summary>A link that works once.</summary>
internal sealed record LinkJson(
    [property: Description("Give it to the user.")] string Link,
    [property: Description("Until when it holds.")] long ExpiresAt);

/// <summary>What an administrator does for people who want in, or back in.</summary>
internal static class AdminAccountEndpoints
{
    private const string Audience = "Admin";

    public static void MapAdminAccounts(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags(Audience).RequireScope(ApiScopes.Admin);
        admin.MapGet("/invites", List)
            .Describe("listInvites", "Invitations", "Open, used and expired ones, in the order they were made, until a month after they expire; never their links.")
            .TakesPage().Answers<Page<InviteJson>>("The invitations.").Problems(400, 401, 403);
        admin.MapPost("/invites", Invite)
            .Describe("addInvite", "Invite somebody", "For one registration where `Accounts:Registration` is `invite`. Where it is `open`, the link works but is neither needed nor used up; where it is `closed`, it is refused.")
            .TakesBody<InviteBody>().Answers<NewInviteJson>("The invitation.", StatusCodes.Status201Created).Problems(400, 401, 403, 413, 415, 422);
        admin.MapDelete("/invites/{id}", Withdraw)
            .Describe("deleteInvite", "Withdraw an invitation", "An open one; a used or expired one cannot be withdrawn.").Answers(StatusCodes.Status204NoContent, "Its link does not work any more.").Problems(400, 401, 403, 404);
        admin.MapPost("/users/{id}/reset-password", ResetPassword)
            .Describe("resetUserPassword", "Make a link for a new password", "Hand it over on a way you trust. It works once, for a day; until then the present password stays.")
            .Answers<LinkJson>("The link.").Problems(400, 401, 403, 404);
    }

    private static async Task<IResult> List(HttpContext context, AccountInvites invites)
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem is { } problem
            ? problem
            : Results.Json(PageCursor.Cut([.. (await invites.List()).Select(InviteJson.Of)], skip, limit), ApiJson.Options);
    }

    private static async Task<IResult> Invite(HttpContext context, AccountInvites invites, PublicAddress address)
    {
        var (body, problem) = await ApiBody.Read<InviteBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        if (invites.Check(body!.Email, body.ExpiresAt) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var outcome = await invites.Make(body.Email, body.ExpiresAt);
        if (outcome.Value is not { } made)
        {
            return Problems.Refused(outcome.Refusals);
        }

        return Results.Json(
            new NewInviteJson(made.Invite.Id, address.InAnswer(context, AccountInvites.PathOf(made.Code)), made.Code, made.Invite.ExpiresAt),
            ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Withdraw(string id, AccountInvites invites) =>
        await invites.Withdraw(id) ? Results.NoContent() : Problems.NotFound("There is no such open invitation: it was used, has expired or was withdrawn.");

    private static async Task<IResult> ResetPassword(string id, HttpContext context, AdminUsers users, PublicAddress address) =>
        TenantKey.IsPart(id) && await users.PasswordLink(id) is { } link
            ? Results.Json(new LinkJson(address.InAnswer(context, link.Path), link.ExpiresAt), ApiJson.Options)
            : Problems.NotFound("There is no such user.");
}
