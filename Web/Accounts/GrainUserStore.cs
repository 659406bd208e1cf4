using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// ASP.NET Core Identity's user store over account grains. Setters change the user in hand; <see cref="UpdateAsync"/> writes it if nobody
/// else did since it was read. The e-mail address is the user name.
/// </summary>
internal sealed partial class GrainUserStore(
    AccountDirectory accounts, IdentityErrorDescriber errors, IDataProtectionProvider protection) : IUserStore<PlatformUser>
{
    public Task<string> GetUserIdAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(PlatformUser user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(PlatformUser user, CancellationToken cancellationToken) => GetNormalizedEmailAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(PlatformUser user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        var record = user.Record with { ConcurrencyStamp = NewStamp() };
        return Take(user, await accounts.Call(user.Id, account => account.Create(record)));
    }

    public async Task<IdentityResult> UpdateAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        var record = user.Record with { ConcurrencyStamp = NewStamp() };
        return Take(user, await accounts.Call(user.Id, account => account.Update(record, user.StoredStamp, user.KeepSession)));
    }

    public async Task<IdentityResult> DeleteAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        await accounts.Call(user.Id, account => account.Erase());
        return IdentityResult.Success;
    }

    public async Task<PlatformUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await accounts.Find(userId) is { } record ? new PlatformUser(record) : null;

    public Task<PlatformUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByEmailAsync(normalizedUserName, cancellationToken);

    public void Dispose()
    {
        // Holds nothing.
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static Task Change(PlatformUser user, Func<Contracts.Accounts.AccountRecord, Contracts.Accounts.AccountRecord> change)
    {
        user.Record = change(user.Record);
        return Task.CompletedTask;
    }

    private IdentityResult Take(PlatformUser user, Outcome<Contracts.Accounts.AccountRecord> outcome)
    {
        if (outcome.Accepted)
        {
            user.Record = outcome.Value!;
            user.StoredStamp = outcome.Value!.ConcurrencyStamp;
            return IdentityResult.Success;
        }

        return IdentityResult.Failed(outcome.Refusals[0].Code switch
        {
            RefusalCodes.Conflict => errors.DuplicateEmail(user.Email),
            RefusalCodes.Stale or RefusalCodes.NotFound => errors.ConcurrencyFailure(),
            _ => errors.DefaultError(),
        });
    }
}
