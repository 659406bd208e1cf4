using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Accounts;

/// <summary>
/// One account. Creation reserves the e-mail, writes the account, then enters it in the user index. Cut off after the first step, the
/// reservation is taken over by the next one who asks; after the second, the account enters the index when it is next activated.
/// </summary>
[GrainType("account")]
internal sealed partial class AccountGrain(
    [PersistentState("account", SiloFeatures.GrainStorage)] IPersistentState<AccountState> storage,
    IEnumerable<ITenantPart> parts, TimeProvider time) : Grain, IAccountGrain
{
    /// <summary>The address that a running call is about to give this account.</summary>
    private string? _pendingEmail;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (storage.State is { Account: not null, Indexed: false, Erasing: false })
        {
            await EnterIndex();
        }
    }

    public Task<AccountRecord?> Get() => Task.FromResult(storage.State.Account);

    public Task<bool> Holds(string normalizedEmail) =>
        Task.FromResult(_pendingEmail == normalizedEmail || storage.State.Account?.NormalizedEmail == normalizedEmail);

    public async Task<Outcome<AccountRecord>> Create(AccountRecord account)
    {
        if (storage.State.Account is not null)
        {
            return Outcome.Refused<AccountRecord>(RefusalCodes.Conflict, "userId", "unused", "There is such an account already.");
        }

        if (!await Take(account, () => Save(new AccountState { Account = account })))
        {
            return EmailTaken();
        }

        await EnterIndex();
        return Outcome.Of(account);
    }

    public async Task<Outcome<AccountRecord>> Update(AccountRecord account, string ifConcurrencyStamp, string? keepSession)
    {
        if (storage.State is not { Erasing: false, Account: { } current })
        {
            return Missing();
        }

        if (current.ConcurrencyStamp != ifConcurrencyStamp)
        {
            return Outcome.Refused<AccountRecord>(RefusalCodes.Stale, null, "unchanged since read", "The account was changed in the meantime.");
        }

        // A new stamp ends what was signed in under the old one.
        var next = (account.SecurityStamp == current.SecurityStamp ? storage.State : storage.State.WithOnlySession(keepSession)) with { Account = account };
        if (account.NormalizedEmail == current.NormalizedEmail)
        {
            await Save(next);
        }
        else if (await Take(account, () => Save(next)))
        {
            await Email(current.NormalizedEmail).Release(account.UserId);
        }
        else
        {
            return EmailTaken();
        }

        return Outcome.Of(account);
    }

    public async Task<Outcome<AccountRecord>> SetDisabled(bool disabled)
    {
        if (storage.State is not { Erasing: false, Account: { } current })
        {
            return Missing();
        }

        var next = current with { Disabled = disabled, ConcurrencyStamp = NewStamp() };
        await Save((disabled ? storage.State.WithOnlySession(null) : storage.State) with { Account = next });
        return Outcome.Of(next);
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static Outcome<AccountRecord> Missing() =>
        Outcome.Refused<AccountRecord>(RefusalCodes.NotFound, null, "must exist", "There is no such account.");

    private static Outcome<AccountRecord> EmailTaken() =>
        Outcome.Refused<AccountRecord>(RefusalCodes.Conflict, "email", "unused", "There is an account with that e-mail address.");

    private async Task<bool> Take(AccountRecord account, Func<Task> save)
    {
        _pendingEmail = account.NormalizedEmail;
        try
        {
            if (!await Email(account.NormalizedEmail).Reserve(account.UserId, account.NormalizedEmail))
            {
                return false;
            }

            await save();
            return true;
        }
        finally
        {
            _pendingEmail = null;
        }
    }

    private async Task EnterIndex()
    {
        await Index().Add(this.GetPrimaryKeyString());
        await Save(storage.State with { Indexed = true });
    }

    private IEmailIndexGrain Email(string normalizedEmail) => GrainFactory.GetGrain<IEmailIndexGrain>(EmailKey.Of(normalizedEmail));

    private IUserIndexGrain Index() => GrainFactory.GetGrain<IUserIndexGrain>(UserShards.Of(this.GetPrimaryKeyString()));

    private Task Save(AccountState next) => storage.Save(next, DeactivateOnIdle);
}
