using System.Security.Claims;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes the principals of API keys.</summary>
internal static class ApiKeyTickets
{
    /// <summary>The authentication scheme of API keys.</summary>
    public const string Scheme = "ApiKey";

    /// <summary>One claim for each scope of the key.</summary>
    public const string ScopeClaim = "scope";

    private const string KeyClaim = "kid";

    /// <summary>The principal of a key. Only with the scope <c>admin</c> it has the roles of its owner.</summary>
    public static ClaimsPrincipal Create(ApiKeyRecord key, AccountRecord owner)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, owner.UserId),
            new(ClaimTypes.Name, owner.Email),
            new(ClaimTypes.Email, owner.Email),
            new(KeyClaim, key.Id),
            .. key.Scopes.Select(scope => new Claim(ScopeClaim, scope)),
        ];
        if (key.Scopes.Contains(ApiScopes.Admin) && owner.Roles.Contains(Roles.Admin))
        {
            claims.Add(new Claim(ClaimTypes.Role, Roles.Admin));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    public static bool IsKey(ClaimsPrincipal user) => KeyOf(user) is not null;

    /// <summary>The id of the key; null for somebody who signed in.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.Identity?.AuthenticationType == Scheme ? user.FindFirstValue(KeyClaim) : null;
}
