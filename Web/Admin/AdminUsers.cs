using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Admin;

/// <summary>What an administrator sees of users and does to them. Every act is written into the audit trail before its answer.</summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
public sealed class AdminUsers
{
    /// <summary>Accounts that are asked at the same time.</summary>
    private const int AtOnce = 64;

    /// <summary>One act at a time on this node, so that two administrators cannot take each other's role at once.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private readonly AdminGrains _admin;
    private readonly AccountDirectory _accounts;
    private readonly AccountAdministration _administration;
    private readonly UserManager<PlatformUser> _users;
    private readonly SessionCheck _sessions;
    private readonly AuditTrail _audit;
    private readonly RequestOrigin _origin;
    private readonly UserQuotas _quotas;

    internal AdminUsers(
        AdminGrains admin, AccountDirectory accounts, AccountAdministration administration, UserManager<PlatformUser> users, SessionCheck sessions, AuditTrail audit, RequestOrigin origin,
        UserQuotas quotas)
    {
        _quotas = quotas;
        _admin = admin;
        _accounts = accounts;
        _administration = administration;
        _users = users;
        _sessions = sessions;
        _audit = audit;
        _origin = origin;
    }

    /// <summary>Accounts whose e-mail address or id contains a text, by address.</summary>
    public async Task<IReadOnlyList<AccountRecord>> Search(string? text)
    {
        await _admin.Admin();
        var found = new List<AccountRecord>();
        foreach (var ids in (await _accounts.AllUsers()).Chunk(AtOnce))
        {
            found.AddRange((await Task.WhenAll(ids.Select(_accounts.Find))).OfType<AccountRecord>()
                .Where(account => text is null || account.Email.Contains(text, StringComparison.OrdinalIgnoreCase) || account.UserId == text));
        }

        return [.. found.OrderBy(account => account.Email, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>One account with its quotas; null when there is none.</summary>
    public async Task<UserOverview?> Find(string userId)
    {
        await _admin.Admin();
        return await _accounts.Find(userId) is { } account
            ? new UserOverview(account, await Quotas(userId))
            : null;
    }

    /// <summary>Makes the changes that are given: all of them, or none and what stands in their way.</summary>
    public async Task<Outcome<UserOverview>> Change(string userId, UserChange change)
    {
        var actor = await Actor();
        await Turn.WaitAsync();
        try
        {
            if (await _accounts.Find(userId) is not { } account)
            {
                return Outcome.Refused<UserOverview>(RefusalCodes.NotFound, "id", "must exist", "There is no such user.");
            }

            var roles = change.Roles is null ? account.Roles : [.. change.Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var disabled = change.Disabled ?? account.Disabled;
            if (await Refuse(account, roles, disabled) is { } refusal)
            {
                return Outcome.Refused<UserOverview>([refusal]);
            }

            // Quotas first: they are the only change that can still be refused.
            if (change.Quotas is { IsEmpty: false } quotas && await SetQuotas(actor, account, quotas) is { Accepted: false } refused)
            {
                return Outcome.Refused<UserOverview>(refused.Refusals);
            }

            await SetRoles(actor, account, roles);
            await SetDisabled(actor, account, disabled);
        }
        finally
        {
            Turn.Release();
        }

        return Outcome.Of((await Find(userId))!);
    }

    /// <summary>Takes the second factor of an account away and ends its sessions: its owner lost the device.</summary>
    /// <returns>False when there is no such account.</returns>
    public async Task<bool> ResetTwoFactor(string userId)
    {
        var actor = await Actor();
        if (await _users.FindByIdAsync(userId) is not { } user)
        {
            return false;
        }

        var before = user.Record.TwoFactorEnabled ? "on" : "off";
        user.Record = GrainUserStore.WithoutTwoFactor(user.Record);
        Require(await _users.UpdateSecurityStampAsync(user));
        _sessions.Forget(userId);
        await _audit.Write(AuditActions.ResetTwoFactor, actor, user.Record, _origin.Address, before, "off");
        return true;
    }

    /// <summary>A link for a new password, which an administrator hands over; null when there is no such account.</summary>
    internal async Task<OneTimeLink?> PasswordLink(string userId)
    {
        var actor = await Actor();
        if (await _accounts.Find(userId) is not { } account)
        {
            return null;
        }

        await _audit.Write(AuditActions.ResetPassword, actor, account, _origin.Address);
        return await _administration.PasswordLink(userId);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The account could not be changed: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }

    private static string Text(ImmutableArray<string> roles) => roles.IsEmpty ? "none" : string.Join(", ", roles);

    private static string Text(IEnumerable<KeyValuePair<string, QuotaUse>> quotas) =>
        string.Join(", ", quotas.OrderBy(quota => quota.Key, StringComparer.Ordinal).Select(quota => string.Create(CultureInfo.InvariantCulture, $"{quota.Key} {quota.Value.Limit}")));

    private async Task<AccountRecord> Actor() => await _accounts.Find((await _admin.Admin()).UserId!) ?? throw new NotSignedInException();

    private async Task<Refusal?> Refuse(AccountRecord account, ImmutableArray<string> roles, bool disabled)
    {
        if (roles.FirstOrDefault(role => role != Roles.Admin) is { } unknown)
        {
            return new Refusal(RefusalCodes.Invalid, "roles", Roles.Admin, $"There is no role '{unknown}'.");
        }

        return (disabled || !roles.Contains(Roles.Admin)) && await _administration.IsLastAdministrator(account)
            ? new Refusal(RefusalCodes.Unprocessable, disabled ? "disabled" : "roles", "one enabled administrator remains", "This is the last administrator. Make another one first.")
            : null;
    }

    private async Task<Outcome<ImmutableDictionary<string, QuotaUse>>> SetQuotas(AccountRecord actor, AccountRecord account, ImmutableDictionary<string, long?> quotas)
    {
        var before = await Quotas(account.UserId);
        var outcome = await _admin.SetLimits(account.UserId, quotas);
        if (outcome.Accepted)
        {
            var after = await Quotas(account.UserId);
            var changed = quotas.Keys.ToHashSet(StringComparer.Ordinal);
            await _audit.Write(
                AuditActions.Quotas, actor, account, _origin.Address,
                Text(before.Where(quota => changed.Contains(quota.Key))), Text(after.Where(quota => changed.Contains(quota.Key))));
        }

        return outcome;
    }

    private Task<ImmutableSortedDictionary<string, QuotaUse>> Quotas(string userId) => _admin.Enter(userId, _quotas.Of);

    private async Task SetRoles(AccountRecord actor, AccountRecord account, ImmutableArray<string> roles)
    {
        if (roles.Order(StringComparer.Ordinal).SequenceEqual(account.Roles.Order(StringComparer.Ordinal)))
        {
            return;
        }

        var user = await _users.FindByIdAsync(account.UserId) ?? throw new InvalidOperationException("The account is gone.");
        user.Record = user.Record with { Roles = roles };
        Require(await _users.UpdateAsync(user));
        _sessions.Forget(account.UserId);
        await _audit.Write(AuditActions.Roles, actor, account, _origin.Address, Text(account.Roles), Text(roles));
    }

    private async Task SetDisabled(AccountRecord actor, AccountRecord account, bool disabled)
    {
        if (disabled != account.Disabled)
        {
            var outcome = await _administration.SetDisabled(account.UserId, disabled);
            if (!outcome.Accepted)
            {
                throw new InvalidOperationException($"The account could not be changed: {outcome.Refusals[0].Message}");
            }

            await _audit.Write(
                disabled ? AuditActions.Disable : AuditActions.Enable, actor, account, _origin.Address, account.Disabled ? "disabled" : "enabled", disabled ? "disabled" : "enabled");
        }
    }
}

/// <summary>An account with what it uses.</summary>
public sealed record UserOverview(AccountRecord Account, ImmutableSortedDictionary<string, QuotaUse> Quotas);

/// <summary>What an administrator changes of a user; null members stay as they are.</summary>
/// <param name="Quotas">Limits by quota; null goes back to the node's default.</param>
public sealed record UserChange(bool? Disabled, IReadOnlyList<string>? Roles, ImmutableDictionary<string, long?>? Quotas);
