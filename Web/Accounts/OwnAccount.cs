using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>What the signed-in user does to their own account, for page and API alike. A changed password or second factor ends every other session.</summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
internal sealed partial class OwnAccount(
    SignedInUser signedIn, UserManager<PlatformUser> users, PasswordSignIn passwords, AccountRegistration registration, AccountMails mails,
    AccountDirectory accounts, AccountAdministration administration, SessionCheck sessions, AuditTrail audit, RequestOrigin origin, ILogger<OwnAccount> logger)
{
    /// <summary>Longest display name.</summary>
    public const int MaxName = 60;

    /// <summary>Whether a changed address has to be confirmed by a mail to it.</summary>
    public bool ConfirmsEmail => registration.ConfirmsEmail;

    /// <summary>The user as stored.</summary>
    /// <exception cref="NotSignedInException">Nobody is signed in, or the account is gone.</exception>
    public async Task<PlatformUser> Get()
    {
        var user = await users.GetUserAsync(await signedIn.Get()) ?? throw new NotSignedInException();
        user.KeepSession = await Session();
        return user;
    }

    /// <summary>The id of the session this runs in; null with an API key.</summary>
    public async Task<string?> Session() => SessionTickets.SessionOf(await signedIn.Get());

    /// <summary>Sets the name that is shown; an empty one clears it.</summary>
    public async Task<ApiProblem?> Rename(string? displayName)
    {
        var name = displayName?.Trim() ?? "";
        if (name.Length > MaxName || name.Any(char.IsControl))
        {
            return Problems.Invalid("displayName", $"at most {MaxName} characters", $"A name has at most {MaxName} characters.").Problem;
        }

        var user = await Get();
        user.Record = user.Record with { DisplayName = name.Length == 0 ? null : name };
        return await Save(user, () => users.UpdateAsync(user));
    }

    /// <summary>Changes the password.</summary>
    public async Task<ApiProblem?> ChangePassword(string? oldPassword, string? newPassword)
    {
        var user = await Get();
        if (PasswordRules.CheckNew(newPassword, user.Email, "newPassword") is { } broken)
        {
            return Problems.Invalid(broken).Problem;
        }

        if (await Confirm(user, oldPassword, "oldPassword") is { } refused)
        {
            return refused;
        }

        user.Record = user.Record with { PasswordHash = users.PasswordHasher.HashPassword(user, newPassword!) };
        if (await Save(user, () => users.UpdateSecurityStampAsync(user)) is { } problem)
        {
            return problem;
        }

        mails.Send(MailTexts.PasswordChanged(user.Email));
        LogPasswordChanged(user.Id);
        await Note(user, AuditActions.PasswordChanged, after: "by the present one");
        return null;
    }

    /// <summary>Changes the address: with a mail server when the mail to it is answered, otherwise at once.</summary>
    public async Task<ApiProblem?> ChangeEmail(string? newEmail, string? password)
    {
        var user = await Get();
        if (!PasswordRules.IsEmail(newEmail))
        {
            return Problems.Invalid(PasswordRules.NoEmail("newEmail")).Problem;
        }

        if (await Confirm(user, password, "oldPassword") is { } refused)
        {
            return refused;
        }

        if (registration.ConfirmsEmail)
        {
            // Whether somebody else has it comes out when the mail is answered: the answer here tells nothing about others.
            registration.SendConfirmation(user.Record, newEmail!);
            return null;
        }

        // The tickets carry the old address: everybody signs in again.
        var before = user.Email;
        (user.Record, user.KeepSession) = (user.Record with { Email = newEmail!, EmailConfirmed = false }, null);
        var problem = await Save(user, () => users.UpdateSecurityStampAsync(user));
        if (problem is null)
        {
            await Note(user, AuditActions.EmailChanged, before, newEmail);
        }

        return problem;
    }

    /// <summary>Deletes the account with everything the user has here.</summary>
    public async Task<ApiProblem?> Delete(string? password)
    {
        var user = await Get();
        if (await Confirm(user, password, "password") is { } refused)
        {
            return refused;
        }

        if (await administration.IsLastAdministrator(user.Record))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "last_administrator", "You are the only administrator. Make somebody else one first.").Problem;
        }

        await accounts.Call(user.Id, account => account.SetDisabled(disabled: true));
        sessions.Forget(user.Id);
        // Before the end: from here on it cannot be undone, and is finished by the waking service if it is cut off.
        await Note(user, AuditActions.AccountDeleted);
        await accounts.Call(user.Id, account => account.Erase());
        sessions.Forget(user.Id);
        LogDeleted(user.Id);
        return null;
    }

    /// <summary>Asks for the password again.</summary>
    /// <param name="field">The member that carries it.</param>
    internal async Task<ApiProblem?> Confirm(PlatformUser user, string? password, string field)
    {
        var outcome = await passwords.Confirm(user, password);
        return outcome.Status switch
        {
            SignInStatus.Succeeded => null,
            SignInStatus.Throttled => Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_attempts", $"Too many wrong tries. Wait {Math.Ceiling(outcome.RetryAfter.TotalSeconds):0} s.").Problem,
            _ => Problems.Of(StatusCodes.Status400BadRequest, "wrong_password", "The password is not right.", new FieldError(field, "your present password", "The password is not right.")).Problem,
        };
    }

    /// <summary>Writes into the audit trail what the user did to the own account. It has happened: it does not fail because the trail does.</summary>
    internal Task Note(PlatformUser user, string action, string? before = null, string? after = null) =>
        audit.Note(action, user.Record, null, origin.Address, before, after);

    /// <summary>Writes a change of one's own account.</summary>
    internal async Task<ApiProblem?> Save(PlatformUser user, Func<Task<IdentityResult>> write)
    {
        var result = await write();
        sessions.Forget(user.Id);
        return result.Succeeded ? null
            : result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
                ? Problems.Of(StatusCodes.Status409Conflict, "email_taken", "There is an account with that e-mail address.", new FieldError("newEmail", "unused", "There is an account with that e-mail address.")).Problem
                : Problems.Of(StatusCodes.Status409Conflict, "conflict", "The account was changed in this moment. Try again.").Problem;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} changed the password.")]
    private partial void LogPasswordChanged(string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} deleted the account.")]
    private partial void LogDeleted(string user);
}
