using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Signing in and out, for pages and API alike.</summary>
/// <remarks>Scoped: one for each request.</remarks>
internal sealed partial class AccountAccess(
    UserManager<PlatformUser> users, PasswordSignIn passwords, AccountSessions sessions, SessionCheck check,
    IOptionsMonitor<BearerTokenOptions> bearer, AuditTrail audit, TimeProvider time, ILogger<AccountAccess> logger)
{
    /// <summary>How long a cookie or a refresh token lives without use.</summary>
    public static readonly TimeSpan LongestTicket = TimeSpan.FromDays(14);

    /// <summary>Signs in with a cookie.</summary>
    /// <param name="context">The request that gets the cookie.</param>
    /// <param name="persistent">Whether the cookie outlives the browser's session.</param>
    public async Task<SignInOutcome> SignInWithCookie(
        HttpContext context, string email, string password, bool persistent, string? twoFactorCode = null, string? recoveryCode = null)
    {
        var (outcome, principal) = await SignIn(context, IdentityConstants.ApplicationScheme, email, password, twoFactorCode, recoveryCode);
        if (principal is not null)
        {
            await context.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties { IsPersistent = persistent });
            context.User = principal;
        }

        return outcome;
    }

    /// <summary>Checks a password for bearer tokens.</summary>
    public Task<(SignInOutcome Outcome, ClaimsPrincipal? Principal)> SignInWithBearer(
        HttpContext context, string email, string password, string? twoFactorCode, string? recoveryCode) =>
        SignIn(context, IdentityConstants.BearerScheme, email, password, twoFactorCode, recoveryCode);

    /// <summary>The principal of the next tokens for a refresh token; null when it does not hold. One that was used before ends its session, because two have it.</summary>
    public async Task<ClaimsPrincipal?> Refresh(string refreshToken)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || time.GetUtcNow() >= expires || !await check.IsCurrent(ticket.Principal))
        {
            return null;
        }

        var session = SessionTickets.SessionOf(ticket.Principal)!;
        if (await users.GetUserAsync(ticket.Principal) is not { } user)
        {
            return null;
        }

        if (await sessions.Renew(user.Id, session, SessionTickets.GenerationOf(ticket.Principal)) is { } generation)
        {
            return SessionTickets.Create(user.Record, IdentityConstants.BearerScheme, session, generation);
        }

        LogRefreshReused(user.Id);
        return null;
    }

    /// <summary>Ends the session of the request's user: its cookie, its access tokens and its refresh tokens.</summary>
    public async Task SignOut(HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId && SessionTickets.SessionOf(context.User) is { } session)
        {
            await sessions.End(userId, session);
            LogSignedOut(userId);
        }

        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task<(SignInOutcome Outcome, ClaimsPrincipal? Principal)> SignIn(
        HttpContext context, string scheme, string email, string password, string? twoFactorCode, string? recoveryCode)
    {
        var address = ClientAddress.Of(context);
        var outcome = await passwords.Check(email, password, twoFactorCode, recoveryCode, address);
        if (outcome.User is not { } user || await sessions.Open(user, context) is not { } session)
        {
            LogSignInFailed(outcome.Status, address);
            if (outcome.Status != SignInStatus.TwoFactorRequired && await users.FindByEmailAsync(email) is { } named && named.Record.Roles.Contains(Roles.Admin))
            {
                // Not awaited: how long the answer takes must not tell whose address it is.
                _ = audit.Note(AuditActions.AdminSignInFailed, null, named.Record, address, after: outcome.Status.ToString());
            }

            return (outcome.User is null ? outcome : SignInOutcome.Of(SignInStatus.Failed), null);
        }

        if (user.Record.Roles.Contains(Roles.Admin))
        {
            await audit.Note(AuditActions.AdminSignIn, user.Record, null, address);
        }

        LogSignedIn(user.Id, address, outcome.Factor);
        return (outcome, SessionTickets.Create(user.Record, scheme, session.Id, session.Generation));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} signed in from {Address}; second factor: {Factor}.")]
    private partial void LogSignedIn(string user, string address, SecondFactorKind factor);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in from {Address} ended with {Status}.")]
    private partial void LogSignInFailed(SignInStatus status, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} signed out.")]
    private partial void LogSignedOut(string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refresh token of user {User} was used twice; its session was ended.")]
    private partial void LogRefreshReused(string user);
}
