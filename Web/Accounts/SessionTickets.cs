using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes the principals that cookies and bearer tokens carry.</summary>
internal static class SessionTickets
{
    /// <summary>Names the session, so that it can be ended before its ticket expires.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The account's security stamp at sign-in.</summary>
    public static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <summary>A principal for an account.</summary>
    /// <param name="scheme">The scheme that will carry it.</param>
    /// <param name="sessionId">The session to continue; null begins a new one.</param>
    public static ClaimsPrincipal Create(PlatformUser user, string scheme, string? sessionId = null)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id),
            new(ClaimTypes.Name, user.Email),
            new(ClaimTypes.Email, user.Email),
            new(StampClaim, user.Record.SecurityStamp),
            new(SessionClaim, sessionId ?? Guid.NewGuid().ToString("N")),
            .. user.Record.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. user.Record.Claims.Select(claim => new Claim(claim.Type, claim.Value)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The session of a principal; null when it has none.</summary>
    public static string? SessionOf(ClaimsPrincipal principal) => principal.FindFirstValue(SessionClaim);
}
