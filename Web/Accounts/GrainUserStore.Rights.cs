using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Roles and claims. A role is a name on the account; there is no separate list of roles.</summary>
internal sealed partial class GrainUserStore : IUserRoleStore<PlatformUser>, IUserClaimStore<PlatformUser>
{
    public Task AddToRoleAsync(PlatformUser user, string roleName, CancellationToken cancellationToken) =>
        Change(user, record => record.Roles.Any(role => IsRole(role, roleName)) ? record : record with { Roles = record.Roles.Add(RoleName(roleName)) });

    public Task RemoveFromRoleAsync(PlatformUser user, string roleName, CancellationToken cancellationToken) =>
        Change(user, record => record with { Roles = record.Roles.RemoveAll(role => IsRole(role, roleName)) });

    public Task<IList<string>> GetRolesAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult<IList<string>>([.. user.Record.Roles]);

    public Task<bool> IsInRoleAsync(PlatformUser user, string roleName, CancellationToken cancellationToken) =>
        Task.FromResult(user.Record.Roles.Any(role => IsRole(role, roleName)));

    /// <summary>Reads every account: for rare, administrative use.</summary>
    public Task<IList<PlatformUser>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) =>
        Where(record => record.Roles.Any(role => IsRole(role, roleName)));

    public Task<IList<Claim>> GetClaimsAsync(PlatformUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<Claim>>([.. user.Record.Claims.Select(claim => new Claim(claim.Type, claim.Value))]);

    public Task AddClaimsAsync(PlatformUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken) =>
        Change(user, record => record with { Claims = record.Claims.AddRange(claims.Select(Stored)) });

    public Task ReplaceClaimAsync(PlatformUser user, Claim claim, Claim newClaim, CancellationToken cancellationToken) =>
        Change(user, record => record with { Claims = [.. record.Claims.Select(one => one == Stored(claim) ? Stored(newClaim) : one)] });

    public Task RemoveClaimsAsync(PlatformUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken) =>
        Change(user, record => record with { Claims = record.Claims.RemoveRange(claims.Select(Stored)) });

    /// <summary>Reads every account: for rare, administrative use.</summary>
    public Task<IList<PlatformUser>> GetUsersForClaimAsync(Claim claim, CancellationToken cancellationToken) =>
        Where(record => record.Claims.Contains(Stored(claim)));

    private static AccountClaim Stored(Claim claim) => new(claim.Type, claim.Value);

    // Identity hands over normalised (upper-case) names; roles are kept in lower case.
    private static string RoleName(string name) => name.ToLowerInvariant();

    private static bool IsRole(string role, string name) => string.Equals(role, name, StringComparison.OrdinalIgnoreCase);

    private async Task<IList<PlatformUser>> Where(Func<AccountRecord, bool> match)
    {
        var found = ImmutableArray.CreateBuilder<PlatformUser>();
        foreach (var id in await accounts.AllUsers())
        {
            if (await accounts.Find(id) is { } record && match(record))
            {
                found.Add(new PlatformUser(record));
            }
        }

        return found;
    }
}
