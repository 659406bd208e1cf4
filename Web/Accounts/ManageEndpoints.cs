using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Changes the second factor; an empty object only asks.</summary>
[Example("""{"resetRecoveryCodes":false}""")]
internal sealed record TwoFactorBody(
    [property: Description("True turns it on and needs `twoFactorCode`, false turns it off and needs `twoFactorCode` or `password`.")] bool? Enable,
    [property: Description("The present code of the authenticator app.")] string? TwoFactorCode,
    [property: Description("Your password, instead of a code.")] string? Password,
    [property: Description("True turns it off, as `enable` false does, and makes a new key.")] bool? ResetSharedKey,
    [property: Description("True makes new recovery codes; needs `twoFactorCode` or `password`.")] bool? ResetRecoveryCodes,
    [property: Description("Taken and ignored: browsers are not remembered past the second factor.")] bool? ForgetMachine);

/// <summary>A user's second factor.</summary>
[Example("""
    {"sharedKey":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP","authenticatorUri":"otpauth://totp/QuantPlatform:ann%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=QuantPlatform&digits=6",
    "recoveryCodesLeft":0,"recoveryCodes":null,"isTwoFactorEnabled":false,"isMachineRemembered":false}
    """)]
internal sealed record TwoFactorJson(
    [property: Description("The key for the authenticator app, in base 32; null once it is in use.")] string? SharedKey,
    [property: Description("What its QR code holds; null once the key is in use.")] string? AuthenticatorUri,
    [property: Description("How many recovery codes are left.")] int RecoveryCodesLeft,
    [property: Description("New recovery codes, told only in this answer; null when none were made.")] IReadOnlyList<string>? RecoveryCodes,
    [property: Description("Whether signing in needs a code.")] bool IsTwoFactorEnabled,
    [property: Description("Always false.")] bool IsMachineRemembered);

/// <summary>Changes address or password.</summary>
[Example("""{"oldPassword":"correct horse battery","newPassword":"a staple of four words"}""")]
internal sealed record InfoBody(
    [property: Description("The new address. With a mail server it is the account's when the mail to it is answered.")] string? NewEmail,
    [property: Description("The new password: 12 to 256 characters, not a common one.")] string? NewPassword,
    [property: Description("Your present password; needed for either change.")] string? OldPassword);

/// <summary>Address and confirmation of an account.</summary>
[Example("""{"email":"ann@example.org","isEmailConfirmed":false}""")]
internal sealed record InfoJson(
    [property: Description("The address that signs in.")] string Email,
    [property: Description("Whether it was confirmed by a mail.")] bool IsEmailConfirmed);

/// <summary>One's own credentials: request and answer shapes of ASP.NET Core Identity's own endpoints.</summary>
internal static class ManageEndpoints
{
    public static void MapManage(this IEndpointRouteBuilder api)
    {
        var manage = api.MapGroup("/account/manage").WithTags("Account").RequireSession();
        manage.MapPost("/2fa", TwoFactor)
            .Describe("manageTwoFactor", "Your second factor", "Turn it on or off, make new recovery codes, or ask with `{}`. A change ends every other session.")
            .TakesBody<TwoFactorBody>().Answers<TwoFactorJson>("The second factor.").Problems(400, 401, 403, 409, 413, 415, 429);
        manage.MapGet("/info", Info)
            .Describe("accountInfo", "Your address").Answers<InfoJson>("The address.").Problems(401, 403);
        manage.MapPost("/info", Change)
            .Describe("changeAccount", "Change address or password", "A changed password ends every other session; a changed address ends all. API keys stay.")
            .TakesBody<InfoBody>().Answers<InfoJson>("The address.").Problems(400, 401, 403, 409, 413, 415, 429);
    }

    private static async Task<IResult> TwoFactor(HttpContext context, OwnTwoFactor factor)
    {
        var (body, unreadable) = await ApiBody.Read<TwoFactorBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        IReadOnlyList<string>? codes = null;
        ApiProblem? problem = null;
        if (body!.Enable == true)
        {
            (codes, problem) = body.ResetSharedKey == true
                ? (null, Problems.Invalid("resetSharedKey", "not together with enable", "A new key has to be given to the app before it can be turned on.").Problem)
                : await factor.Enable(body.TwoFactorCode);
        }
        else if (body.Enable == false || body.ResetSharedKey == true)
        {
            problem = await factor.Disable(body.TwoFactorCode, body.Password);
        }
        else if (body.ResetRecoveryCodes == true)
        {
            (codes, problem) = await factor.ReplaceCodes(body.TwoFactorCode, body.Password);
        }

        if (problem is not null)
        {
            return new ProblemResult(problem);
        }

        var view = await factor.Begin(anew: body.ResetSharedKey == true);
        return Results.Json(new TwoFactorJson(view.Key, view.Address, view.RecoveryCodesLeft, codes, view.Enabled, IsMachineRemembered: false), ApiJson.Options);
    }

    private static async Task<IResult> Info(OwnAccount own) => Results.Json(InfoOf(await own.Get()), ApiJson.Options);

    private static async Task<IResult> Change(HttpContext context, OwnAccount own)
    {
        var (body, problem) = await ApiBody.Read<InfoBody>(context);
        if (problem is not null)
        {
            return problem;
        }

        if (!string.IsNullOrEmpty(body!.NewPassword) && await own.ChangePassword(body.OldPassword, body.NewPassword) is { } refused)
        {
            return new ProblemResult(refused);
        }

        // The password that was right a line above is the old one now.
        var password = string.IsNullOrEmpty(body.NewPassword) ? body.OldPassword : body.NewPassword;
        if (!string.IsNullOrEmpty(body.NewEmail) && await own.ChangeEmail(body.NewEmail, password) is { } notChanged)
        {
            return new ProblemResult(notChanged);
        }

        // A changed address has ended the session, and with it the way to ask again.
        return Results.Json(string.IsNullOrEmpty(body.NewEmail) || own.ConfirmsEmail ? InfoOf(await own.Get()) : new InfoJson(body.NewEmail, IsEmailConfirmed: false), ApiJson.Options);
    }

    private static InfoJson InfoOf(PlatformUser user) => new(user.Email, user.Record.EmailConfirmed);
}
