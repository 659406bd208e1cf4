using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Names an account by its address.</summary>
[Example("""{"email":"ann@example.org"}""")]
internal sealed record EmailBody([property: Description("The address of the account."), Required] string? Email);

/// <summary>Sets a new password by a link's code.</summary>
[Example("""{"email":"ann@example.org","resetCode":"Q2ZESjhM","newPassword":"a staple of four words"}""")]
internal sealed record ResetPasswordBody(
    [property: Description("The address of the account."), Required] string? Email,
    [property: Description("The `code` of the link."), Required] string? ResetCode,
    [property: Description("12 to 256 characters, any; not a common one."), Required] string? NewPassword);

/// <summary>Confirmed addresses and forgotten passwords: request and answer shapes of ASP.NET Core Identity's own endpoints.</summary>
internal static class RecoveryEndpoints
{
    private const string NeedsMail = "409 when no mail server is configured.";

    public static void MapRecovery(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapGet("/confirmEmail", Confirm).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("confirmEmail", "Confirm an address", "By `userId` and `code` of the mailed link.")
            .TakesQuery("userId", QueryKind.Text, "Of the link.", required: true).TakesQuery("code", QueryKind.Text, "Of the link.", required: true)
            .Answers(StatusCodes.Status200OK, "It is confirmed.").Problems(401, 429);
        account.MapPost("/resendConfirmationEmail", Resend).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("resendConfirmationEmail", "Mail the confirmation again", $"Answers the same whether there is such an account or not. {NeedsMail}")
            .TakesBody<EmailBody>().Answers(StatusCodes.Status200OK, "If an account waits for it, it is mailed.").Problems(400, 409, 413, 415, 429);
        account.MapPost("/forgotPassword", Forgot).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("forgotPassword", "Mail a link for a new password", $"Answers the same whether there is such an account or not. {NeedsMail}")
            .TakesBody<EmailBody>().Answers(StatusCodes.Status200OK, "If there is such an account, the link is mailed.").Problems(400, 409, 413, 415, 429);
        account.MapPost("/resetPassword", Reset).AllowAnonymous().WithMetadata(new CountsAsSignIn())
            .Describe("resetPassword", "Set a new password by a link", "The link works once. Everything that is signed in ends; API keys stay.")
            .TakesBody<ResetPasswordBody>().Answers(StatusCodes.Status200OK, "The new password is set.").Problems(400, 413, 415, 429);
    }

    private static async Task<IResult> Confirm(HttpContext context, AccountRegistration registration) =>
        await registration.Confirm(context.Request.Query["userId"], context.Request.Query["code"])
            ? Results.Ok()
            : Problems.Of(StatusCodes.Status401Unauthorized, "confirmation_refused", "This link was used or has expired.");

    private static Task<IResult> Resend(HttpContext context, AccountRegistration registration) => ByMail(context, registration.ConfirmsEmail, registration.Resend);

    private static Task<IResult> Forgot(HttpContext context, PasswordRecovery recovery) => ByMail(context, recovery.ByMail, recovery.Forgot);

    private static async Task<IResult> ByMail(HttpContext context, bool configured, Func<string, Task> send)
    {
        var (body, problem) = await ApiBody.Read<EmailBody>(context);
        if ((problem ?? AccountAnswers.Missing(("email", body!.Email)) ?? (configured ? null : AccountAnswers.NoMail())) is { } refused)
        {
            return refused;
        }

        await send(body!.Email!);
        return Results.Ok();
    }

    private static async Task<IResult> Reset(HttpContext context, PasswordRecovery recovery)
    {
        var (body, problem) = await ApiBody.Read<ResetPasswordBody>(context);
        return problem is not null ? problem
            : await recovery.Reset(body!.Email, body.ResetCode, body.NewPassword) is { } refused ? new ProblemResult(refused)
            : Results.Ok();
    }
}
