using System.Globalization;
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
    private const int MaxCredential = 512;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapPost("/register", Register).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("register", "Make an account", "Answers 200 without a body; sign in next. `Accounts:Registration` decides who may.")
            .TakesBody<RegisterBody>().Answers(StatusCodes.Status200OK, "The account was made.").Problems(400, 403, 409, 413, 415, 429);
        account.MapPost("/login", Login).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("login", "Sign in", "Answers bearer tokens, or with `useCookies=true` sets the session cookie and answers 200 without a body and with the header `X-CSRF-TOKEN`. An unknown address and a wrong password get the same answer.")
            .TakesQuery("useCookies", QueryKind.Flag, "True: set a cookie that outlives the browser instead of answering tokens.")
            .TakesQuery("useSessionCookies", QueryKind.Flag, "True: set a cookie that ends with the browser's session.")
            .TakesBody<LoginBody>().Answers<TokenAnswer>("Bearer tokens; empty with a cookie.").Problems(400, 401, 413, 415, 429);
        account.MapPost("/refresh", Refresh).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("refresh", "Get new tokens", "The refresh token stops working when the session is signed out, the account disabled or its password changed.")
            .TakesBody<RefreshBody>().Answers<TokenAnswer>("New bearer tokens.").Problems(400, 401, 413, 415, 429);
        account.MapPost("/logout", Logout).RequireSession()
            .Describe("logout", "Sign out", "Ends the session of the cookie or token that the request carries: its cookie, its access tokens and its refresh tokens.")
            .Answers(StatusCodes.Status200OK, "Signed out.").Problems(400, 401);
    }

    private static async Task<IResult> Register(HttpContext context, AccountAccess accounts)
    {
        var (body, problem) = await ApiBody.Read<RegisterBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        return await accounts.Register(context, body!.Email, body.Password) is { } refused ? new ProblemResult(refused) : Results.Ok();
    }

    private static async Task<IResult> Login(HttpContext context, AccountAccess accounts)
    {
        var (body, problem) = await ApiBody.Read<LoginBody>(context);
        var query = new QueryReader(context.Request);
        var (persistent, session) = (query.Flag("useCookies") ?? false, query.Flag("useSessionCookies") ?? false);
        if ((problem ?? query.Problem ?? Check(body!)) is { } refused)
        {
            return refused;
        }

        if (persistent || session)
        {
            var outcome = await accounts.SignInWithCookie(context, body!.Email!, body.Password!, persistent, body.TwoFactorCode, body.TwoFactorRecoveryCode);
            if (outcome.Status != SignInStatus.Succeeded)
            {
                return Refusal(context, outcome);
            }

            CookieWrites.Tell(context);
            return Results.Ok();
        }

        var (bearer, principal) = await accounts.SignInWithBearer(context, body!.Email!, body.Password!, body.TwoFactorCode, body.TwoFactorRecoveryCode);
        return principal is null ? Refusal(context, bearer) : TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
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

    private static ProblemResult? Check(LoginBody body)
    {
        var errors = new List<FieldError>();
        foreach (var (name, value) in new[] { ("email", body.Email), ("password", body.Password) })
        {
            if (value is not { Length: > 0 and <= MaxCredential })
            {
                errors.Add(new FieldError(name, "required", $"Give {name}."));
            }
        }

        return errors.Count == 0 ? null : Problems.Invalid(errors);
    }

    private static ProblemResult Refusal(HttpContext context, SignInOutcome outcome)
    {
        if (outcome.Status == SignInStatus.Throttled)
        {
            var seconds = (long)Math.Ceiling(outcome.RetryAfter.TotalSeconds);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_attempts", $"Too many wrong tries. Wait {seconds} s.");
        }

        return outcome.Status == SignInStatus.TwoFactorRequired
            ? Problems.Of(StatusCodes.Status401Unauthorized, "two_factor_required", "This account needs the code of its authenticator.")
            : Problems.Of(StatusCodes.Status401Unauthorized, "sign_in_failed", "E-mail address or password is wrong.");
    }
}
