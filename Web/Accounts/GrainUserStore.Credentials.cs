using Microsoft.AspNetCore.Identity;

namespace QuantPlatform.Web.Accounts;

/// <summary>Password, e-mail, security stamp and lockout.</summary>
internal sealed partial class GrainUserStore :
    IUserPasswordStore<PlatformUser>, IUserEmailStore<PlatformUser>, IUserSecurityStampStore<PlatformUser>, IUserLockoutStore<PlatformUser>
{
    public Task SetPasswordHashAsync(PlatformUser user, string? passwordHash, CancellationToken cancellationToken) =>
        Change(user, record => record with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.PasswordHash);

    public Task<bool> HasPasswordAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.PasswordHash is not null);

    public Task SetEmailAsync(PlatformUser user, string? email, CancellationToken cancellationToken) => Change(user, record => record with { Email = email ?? "" });

    public Task<string?> GetEmailAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.Email);

    public Task<bool> GetEmailConfirmedAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.EmailConfirmed);

    public Task SetEmailConfirmedAsync(PlatformUser user, bool confirmed, CancellationToken cancellationToken) =>
        Change(user, record => record with { EmailConfirmed = confirmed });

    public async Task<PlatformUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        await accounts.FindByEmail(normalizedEmail) is { } record ? new PlatformUser(record) : null;

    public Task<string?> GetNormalizedEmailAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.NormalizedEmail);

    public Task SetNormalizedEmailAsync(PlatformUser user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Change(user, record => record with { NormalizedEmail = normalizedEmail ?? "" });

    public Task SetSecurityStampAsync(PlatformUser user, string stamp, CancellationToken cancellationToken) => Change(user, record => record with { SecurityStamp = stamp });

    public Task<string?> GetSecurityStampAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(PlatformUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Record.LockoutEnd is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : (DateTimeOffset?)null);

    public Task SetLockoutEndDateAsync(PlatformUser user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Change(user, record => record with { LockoutEnd = lockoutEnd?.ToUnixTimeMilliseconds() });

    public async Task<int> IncrementAccessFailedCountAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        await Change(user, record => record with { AccessFailedCount = record.AccessFailedCount + 1 });
        return user.Record.AccessFailedCount;
    }

    public Task ResetAccessFailedCountAsync(PlatformUser user, CancellationToken cancellationToken) => Change(user, record => record with { AccessFailedCount = 0 });

    public Task<int> GetAccessFailedCountAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.LockoutEnabled);

    public Task SetLockoutEnabledAsync(PlatformUser user, bool enabled, CancellationToken cancellationToken) =>
        Change(user, record => record with { LockoutEnabled = enabled });
}
