using System.Globalization;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Accounts;

/// <summary>Problems that several calls about accounts answer.</summary>
internal static class AccountAnswers
{
    public const int MaxCredential = 512;

    public static IResult Of(ApiProblem? problem) => problem is null ? Results.NoContent() : new ProblemResult(problem);

    public static ProblemResult NoMail() =>
        Problems.Of(StatusCodes.Status409Conflict, "mail_not_configured", "This server sends no e-mail. Ask its administrator for a link.");

    /// <summary>The answer to a refused sign-in.</summary>
    public static ProblemResult Refusal(HttpContext context, SignInOutcome outcome)
    {
        switch (outcome.Status)
        {
            case SignInStatus.Throttled:
                var seconds = ((long)Math.Ceiling(outcome.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = seconds;
                return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_attempts", $"Too many wrong tries. Wait {seconds} s.");
            case SignInStatus.TwoFactorRequired:
                return Problems.Of(StatusCodes.Status401Unauthorized, "two_factor_required", "This account needs the code of its authenticator.");
            case SignInStatus.NotConfirmed:
                return Problems.Of(StatusCodes.Status401Unauthorized, "email_not_confirmed", "Confirm your e-mail address first: open the link in the mail you got.");
            default:
                return Problems.Of(StatusCodes.Status401Unauthorized, "sign_in_failed", "E-mail address or password is wrong.");
        }
    }

    /// <summary>The members that were left out or are too long to be a credential.</summary>
    public static ProblemResult? Missing(params IEnumerable<(string Name, string? Value)> members)
    {
        var errors = members.Where(member => member.Value is not { Length: > 0 and <= MaxCredential })
            .Select(member => new FieldError(member.Name, "required", $"Give {member.Name}.")).ToList();
        return errors.Count == 0 ? null : Problems.Invalid(errors);
    }
}
