using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Making accounts and confirming their addresses, for pages and API alike.</summary>
internal sealed partial class AccountRegistration(
    UserManager<PlatformUser> users, AccountDirectory accounts, AccountLinks links, AccountMails mails, PublicAddress address,
    DecoyPassword decoy, SessionCheck sessions, AuditTrail audit, RequestOrigin origin, IOptions<AccountsOptions> options, TimeProvider time, ILogger<AccountRegistration> logger)
{
    public const string ConfirmPath = "/account/confirm";

    /// <summary>Whether a new account has to confirm its address before it can sign in.</summary>
    public bool ConfirmsEmail => mails.IsConfigured;

    /// <summary>Who may register: what the configuration says, else what was chosen at set-up, else anybody.</summary>
    public async Task<RegistrationMode> Mode() =>
        options.Value.Registration ?? await accounts.Registration(registration => registration.GetMode()) ?? RegistrationMode.Open;

    /// <summary>Makes an account. With a mail server, an address that has one already gets the same answer, and its owner a mail.</summary>
    /// <returns>Null when it was made; otherwise the problem.</returns>
    public async Task<ApiProblem?> Register(HttpContext context, string? email, string? password, string? invite)
    {
        var mode = await Mode();
        if (mode == RegistrationMode.Closed || (mode == RegistrationMode.Invite && string.IsNullOrEmpty(invite)))
        {
            return mode == RegistrationMode.Closed
                ? Problems.Of(StatusCodes.Status403Forbidden, "registration_closed", "Nobody may register here; ask the administrator.").Problem
                : Problems.Of(StatusCodes.Status403Forbidden, "invitation_required", "Only people with an invitation may register; ask the administrator.").Problem;
        }

        if (PasswordRules.Check(email, password).ToList() is { Count: > 0 } broken)
        {
            return Problems.Invalid(broken).Problem;
        }

        var user = PlatformUser.New(email!, time);
        user.Record = user.Record with { AwaitsConfirmation = mails.IsConfigured };
        string? taken = null;
        if (mode == RegistrationMode.Invite)
        {
            taken = await accounts.Registration(registration => registration.Redeem(invite!, users.NormalizeEmail(email)!, user.Id));
            if (taken is null)
            {
                return Problems.Of(StatusCodes.Status403Forbidden, "invitation_refused", "This invitation was used, has expired, or is for another address. Ask the administrator for a new one.").Problem;
            }
        }

        var problem = await Make(user, password!);
        if (problem is null)
        {
            var from = ClientAddress.Of(context);
            LogRegistered(user.Id, from);
        }
        else if (taken is not null)
        {
            await accounts.Registration(registration => registration.GiveBack(taken, user.Id));
        }

        return problem is { Code: "email_taken" } && mails.IsConfigured ? null : problem;
    }

    /// <summary>Mails the confirmation again, if there is an account that waits for it. The answer never tells.</summary>
    public async Task Resend(string email)
    {
        if (await users.FindByEmailAsync(email) is { Record: { AwaitsConfirmation: true, Disabled: false } record })
        {
            SendConfirmation(record, record.Email);
        }
    }

    /// <summary>Mails a link that, once opened, gives the account another address.</summary>
    public void SendConfirmation(AccountRecord account, string email)
    {
        var code = links.Make(account, LinkPurpose.ConfirmEmail, email, AccountLinks.HandedLife);
        mails.SendLink(MailTexts.Confirm(email, address.InMail($"{ConfirmPath}?userId={account.UserId}&code={code}")));
    }

    /// <summary>Confirms an address by the code of its mail. A new one becomes the account's, and what is signed in under the old one ends.</summary>
    public async Task<bool> Confirm(string? userId, string? code)
    {
        if (userId is null || await users.FindByIdAsync(userId) is not { } user || links.Read(code, user.Record, LinkPurpose.ConfirmEmail) is not { } email)
        {
            return false;
        }

        var before = user.Email;
        var changes = !string.Equals(email, before, StringComparison.Ordinal);
        user.Record = user.Record with { Email = email, EmailConfirmed = true, AwaitsConfirmation = false };
        var result = changes ? await users.UpdateSecurityStampAsync(user) : await users.UpdateAsync(user);
        sessions.Forget(user.Id);
        if (changes && result.Succeeded)
        {
            await audit.Note(AuditActions.EmailChanged, null, user.Record, origin.Address, before, email);
        }

        return result.Succeeded;
    }

    private async Task<ApiProblem?> Make(PlatformUser user, string password)
    {
        if (await users.FindByEmailAsync(user.Email) is { } holder)
        {
            // As long as making one would take.
            decoy.Verify(password);
            mails.SendLink(MailTexts.AlreadyRegistered(holder.Email, address.InMail(PasswordRecovery.ForgotPath)));
            return Taken();
        }

        var result = await users.CreateAsync(user, password);
        if (result.Succeeded)
        {
            if (mails.IsConfigured)
            {
                SendConfirmation(user.Record, user.Email);
            }

            return null;
        }

        return result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
            ? Taken()
            : Problems.Invalid(result.Errors.Select(error => new FieldError("password", error.Code, error.Description))).Problem;
    }

    private static ApiProblem Taken() => Problems.Of(StatusCodes.Status409Conflict, "email_taken", "There is an account with that e-mail address.",
        new FieldError("email", "unused", "There is an account with that e-mail address.")).Problem;

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} registered from {Address}.")]
    private partial void LogRegistered(string user, string address);
}
