using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Register, login, refresh, logout: request and answer shapes of ASP.NET Core Identity's own endpoints.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapPost("/register", Register).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("register", "Make an account", "Answers 200 without a body; sign in next, after opening the link in the mail where a mail server is configured. `Accounts:Registration` decides who may.")
            .TakesBody<RegisterBody>().Answers(StatusCodes.Status200OK, "The account was made.").Problems(400, 403, 409, 413, 415, 429);
        account.MapPost("/login", Login).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("login", "Sign in", "Answers bearer tokens, or with `useCookies=true` sets the session cookie and answers 200 without a body and with the header `X-CSRF-TOKEN`. An unknown address and a wrong password get the same answer.")
            .TakesQuery("useCookies", QueryKind.Flag, "True: set a cookie that outlives the browser instead of answering tokens.")
            .TakesQuery("useSessionCookies", QueryKind.Flag, "True: set a cookie that ends with the browser's session.")
            .TakesBody<LoginBody>().Answers<TokenAnswer>("Bearer tokens; empty with a cookie.").Problems(400, 401, 413, 415, 429);
        account.MapPost("/refresh", Refresh).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("refresh", "Get new tokens", "A refresh token works once, and for a minute more in case its answer was lost; an older one ends the session. It stops working when the session is signed out, the account disabled or its password changed.")
            .TakesBody<RefreshBody>().Answers<TokenAnswer>("New bearer tokens.").Problems(400, 401, 413, 415, 429);
        account.MapPost("/logout", Logout).RequireSession()
            .Describe("logout", "Sign out", "Ends the session of the cookie or token that the request carries: its cookie, its access tokens and its refresh tokens.")
            .Answers(StatusCodes.Status200OK, "Signed out.").Problems(400, 401);
    }

    private static async Task<IResult> Register(HttpContext context, AccountRegistration registration)
    {
        var (body, problem) = await ApiBody.Read<RegisterBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        return await registration.Register(context, body!.Email, body.Password, body.Invite) is { } refused ? new ProblemResult(refused) : Results.Ok();
    }

    private static async Task<IResult> Login(HttpContext context, AccountAccess accounts)
    {
        var (body, problem) = await ApiBody.Read<LoginBody>(context);
        var query = new QueryReader(context.Request);
        var (persistent, session) = (query.Flag("useCookies") ?? false, query.Flag("useSessionCookies") ?? false);
        if ((problem ?? query.Problem ?? AccountAnswers.Missing(("email", body!.Email), ("password", body.Password))) is { } refused)
        {
            return refused;
        }

        if (persistent || session)
        {
            var outcome = await accounts.SignInWithCookie(context, body!.Email!, body.Password!, persistent, body.TwoFactorCode, body.TwoFactorRecoveryCode);
            if (outcome.Status != SignInStatus.Succeeded)
            {
                return AccountAnswers.Refusal(context, outcome);
            }

            CookieWrites.Tell(context);
            return Results.Ok();
        }

        var (bearer, principal) = await accounts.SignInWithBearer(context, body!.Email!, body.Password!, body.TwoFactorCode, body.TwoFactorRecoveryCode);
        return principal is null ? AccountAnswers.Refusal(context, bearer) : TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<IResult> Refresh(HttpContext context, AccountAccess accounts)
    {
        var (body, problem) = await ApiBody.Read<RefreshBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        if (body!.RefreshToken is not { Length: > 0 } token)
        {
            return Problems.Invalid("refreshToken", "required", "Give the refresh token.");
        }

        return await accounts.Refresh(token) is { } principal
            ? TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme)
            : Problems.Of(StatusCodes.Status401Unauthorized, "refresh_refused", "This refresh token does not hold any more. Sign in again.");
    }

    private static async Task<IResult> Logout(HttpContext context, AccountAccess accounts)
    {
        await accounts.SignOut(context);
        return Results.Ok();
    }
}
