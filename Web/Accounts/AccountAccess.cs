using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Signing in and out and registering, for pages and API alike.</summary>
/// <remarks>Scoped: one for each request.</remarks>
public sealed partial class AccountAccess
{
    /// <summary>How long a cookie or a refresh token lives without use.</summary>
    public static readonly TimeSpan LongestTicket = TimeSpan.FromDays(14);

    private readonly UserManager<PlatformUser> _users;
    private readonly PasswordSignIn _passwords;
    private readonly SessionCheck _sessions;
    private readonly IOptionsMonitor<BearerTokenOptions> _bearer;
    private readonly AccountsOptions _options;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<AccountAccess> _logger;

    internal AccountAccess(
        UserManager<PlatformUser> users, PasswordSignIn passwords, SessionCheck sessions, IOptionsMonitor<BearerTokenOptions> bearer,
        IOptions<AccountsOptions> options, AuditTrail audit, TimeProvider time, ILogger<AccountAccess> logger)
    {
        _audit = audit;
        _users = users;
        _passwords = passwords;
        _sessions = sessions;
        _bearer = bearer;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether anybody may register.</summary>
    public bool RegistrationIsOpen => _options.Registration == RegistrationMode.Open;

    /// <summary>Signs in with a cookie.</summary>
    /// <param name="context">The request that gets the cookie.</param>
    /// <param name="persistent">Whether the cookie outlives the browser's session.</param>
    public async Task<SignInOutcome> SignInWithCookie(
        HttpContext context, string email, string password, bool persistent, string? twoFactorCode = null, string? recoveryCode = null)
    {
        var outcome = await Check(context, email, password, twoFactorCode, recoveryCode);
        if (outcome.User is { } user)
        {
            var principal = SessionTickets.Create(user, IdentityConstants.ApplicationScheme);
            await context.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties { IsPersistent = persistent });
            context.User = principal;
        }

        return outcome;
    }

    /// <summary>Makes an account.</summary>
    /// <returns>Null when it was made; otherwise the problem.</returns>
    public async Task<ApiProblem?> Register(HttpContext context, string? email, string? password)
    {
        var broken = PasswordRules.Check(email, password).ToList();
        if (_options.Registration != RegistrationMode.Open)
        {
            var invite = _options.Registration == RegistrationMode.Invite;
            return Problems.Of(StatusCodes.Status403Forbidden, invite ? "invitation_required" : "registration_closed",
                invite ? "Only people with an invitation may register; ask the administrator." : "Nobody may register here; ask the administrator.").Problem;
        }

        if (broken.Count > 0)
        {
            return Problems.Invalid(broken).Problem;
        }

        var user = PlatformUser.New(email!, _time);
        var result = await _users.CreateAsync(user, password!);
        if (result.Succeeded)
        {
            var address = ClientAddress.Of(context);
            LogRegistered(user.Id, address);
            return null;
        }

        return result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
            ? Problems.Of(StatusCodes.Status409Conflict, "email_taken", "There is an account with that e-mail address.",
                new FieldError("email", "unused", "There is an account with that e-mail address.")).Problem
            : Problems.Invalid(result.Errors.Select(error => new FieldError("password", error.Code, error.Description))).Problem;
    }

    /// <summary>Ends the session of the request's user: its cookie, its access tokens and its refresh tokens.</summary>
    public async Task SignOut(HttpContext context)
    {
        await End(context.User);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Checks a password for bearer tokens.</summary>
    internal async Task<(SignInOutcome Outcome, ClaimsPrincipal? Principal)> SignInWithBearer(
        HttpContext context, string email, string password, string? twoFactorCode, string? recoveryCode)
    {
        var outcome = await Check(context, email, password, twoFactorCode, recoveryCode);
        return (outcome, outcome.User is { } user ? SessionTickets.Create(user, IdentityConstants.BearerScheme) : null);
    }

    /// <summary>The principal that a refresh token stands for, from the account as it is now; null when the token does not hold any more.</summary>
    internal async Task<ClaimsPrincipal?> Refresh(string refreshToken)
    {
        var ticket = _bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || _time.GetUtcNow() >= expires || !await _sessions.IsCurrent(ticket.Principal))
        {
            return null;
        }

        var user = await _users.GetUserAsync(ticket.Principal);
        return user is null ? null : SessionTickets.Create(user, IdentityConstants.BearerScheme, SessionTickets.SessionOf(ticket.Principal));
    }

    private async Task<SignInOutcome> Check(HttpContext context, string email, string password, string? twoFactorCode, string? recoveryCode)
    {
        var address = ClientAddress.Of(context);
        var outcome = await _passwords.Check(email, password, twoFactorCode, recoveryCode, address);
        if (outcome.User is { } user)
        {
            LogSignedIn(user.Id, address);
            if (user.Record.Roles.Contains(Roles.Admin))
            {
                await _audit.Note(AuditActions.AdminSignIn, user.Record, null, address);
            }
        }
        else
        {
            LogSignInFailed(outcome.Status, address);
            if (outcome.Status != SignInStatus.TwoFactorRequired && await _users.FindByEmailAsync(email) is { } named && named.Record.Roles.Contains(Roles.Admin))
            {
                // Not awaited: how long the answer takes must not tell whose address it is.
                _ = _audit.Note(AuditActions.AdminSignInFailed, null, named.Record, address, after: outcome.Status.ToString());
            }
        }

        return outcome;
    }

    private async Task End(ClaimsPrincipal principal)
    {
        const int tries = 5;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            if (SessionTickets.SessionOf(principal) is not { } session || await _users.GetUserAsync(principal) is not { } user)
            {
                return;
            }

            IdentityResult result;
            if (EndedSessions.With(user.Record, session, _time.GetUtcNow(), LongestTicket) is { } ended)
            {
                user.Record = ended;
                result = await _users.UpdateAsync(user);
            }
            else
            {
                user.Record = EndedSessions.Without(user.Record);
                result = await _users.UpdateSecurityStampAsync(user);
            }

            if (result.Succeeded)
            {
                _sessions.Forget(user.Id);
                LogSignedOut(user.Id);
                return;
            }
        }

        throw new InvalidOperationException("The account kept changing; the session was not ended.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} registered from {Address}.")]
    private partial void LogRegistered(string user, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} signed in from {Address}.")]
    private partial void LogSignedIn(string user, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in from {Address} ended with {Status}.")]
    private partial void LogSignInFailed(SignInStatus status, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} signed out.")]
    private partial void LogSignedOut(string user);
}
