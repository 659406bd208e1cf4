using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>A new password by a link: mailed to whoever forgot theirs, or handed over by an administrator.</summary>
internal sealed partial class PasswordRecovery(
    UserManager<PlatformUser> users, AccountLinks links, AccountMails mails, PublicAddress address, SessionCheck sessions,
    AuditTrail audit, RequestOrigin origin, ILogger<PasswordRecovery> logger)
{
    public const string ForgotPath = "/account/forgot";
    public const string ResetPath = "/account/reset";

    /// <summary>False: this server sends no mail, and only an administrator can help.</summary>
    public bool ByMail => mails.IsConfigured;

    /// <summary>Mails a link, if there is such an account. The answer never tells.</summary>
    public async Task Forgot(string email)
    {
        if (await users.FindByEmailAsync(email) is { Record: { Disabled: false } record })
        {
            mails.SendLink(MailTexts.Reset(record.Email, address.InMail(PathFor(record, AccountLinks.MailedLife))));
        }
    }

    /// <summary>The path of a link that lets its holder set a new password once.</summary>
    public string PathFor(AccountRecord account, TimeSpan life) =>
        $"{ResetPath}?email={Uri.EscapeDataString(account.Email)}&code={links.Make(account, LinkPurpose.ResetPassword, account.Email, life)}";

    /// <summary>Sets a new password by the code of a link, and ends everything that was signed in. The address the link came to is confirmed by that.</summary>
    /// <returns>Null when it was set; otherwise the problem.</returns>
    public async Task<ApiProblem?> Reset(string? email, string? code, string? newPassword)
    {
        if (PasswordRules.CheckNew(newPassword, email ?? "", "newPassword") is { } broken)
        {
            return Problems.Invalid(broken).Problem;
        }

        if (string.IsNullOrEmpty(email) || await users.FindByEmailAsync(email) is not { Record.Disabled: false } user || links.Read(code, user.Record, LinkPurpose.ResetPassword) is null)
        {
            return Refused();
        }

        user.Record = user.Record with { PasswordHash = users.PasswordHasher.HashPassword(user, newPassword!), AwaitsConfirmation = false };
        if (!(await users.UpdateSecurityStampAsync(user)).Succeeded)
        {
            // Somebody else used the same link in this moment.
            return Refused();
        }

        sessions.Forget(user.Id);
        LogReset(user.Id);
        await audit.Note(AuditActions.PasswordChanged, null, user.Record, origin.Address, after: "by a link");
        mails.Send(MailTexts.PasswordChanged(user.Email));
        return null;
    }

    private static ApiProblem Refused() => Problems.Invalid("resetCode", "a code that holds", "This link was used or has expired. Ask for a new one.").Problem;

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} set a new password by a link.")]
    private partial void LogReset(string user);
}
