using System.Globalization;
using System.Security.Claims;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes the principals that cookies and bearer tokens carry.</summary>
internal static class SessionTickets
{
    /// <summary>Names the session: the ticket holds as long as the account lists it.</summary>
    public const string SessionClaim = "sid";

    private const string GenerationClaim = "gen";

    /// <summary>A principal for a session of an account.</summary>
    /// <param name="scheme">The scheme that will carry it.</param>
    /// <param name="generation">Counts the refresh tokens of the session.</param>
    public static ClaimsPrincipal Create(AccountRecord account, string scheme, string sessionId, long generation)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, account.UserId),
            new(ClaimTypes.Name, account.Email),
            new(ClaimTypes.Email, account.Email),
            new(SessionClaim, sessionId),
            new(GenerationClaim, generation.ToString(CultureInfo.InvariantCulture)),
            .. account.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. account.Claims.Select(claim => new Claim(claim.Type, claim.Value)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The session of a principal; null when it has none.</summary>
    public static string? SessionOf(ClaimsPrincipal principal) => principal.FindFirstValue(SessionClaim);

    /// <summary>Which refresh token of its session a principal came in.</summary>
    public static long GenerationOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(GenerationClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : -1;
}
