using System.Globalization;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Accounts as the sign-in code reads and writes them. Nobody is signed in yet when it is asked, so it speaks as the system.</summary>
internal sealed class AccountDirectory(IGrainFactory grains)
{
    public Task<AccountRecord?> Find(string userId) =>
        TenantKey.IsPart(userId) ? AsSystem(() => Account(userId).Get()) : Task.FromResult<AccountRecord?>(null);

    public Task<AccountRecord?> FindByEmail(string normalizedEmail) => AsSystem(async () =>
    {
        var holder = await grains.GetGrain<IEmailIndexGrain>(EmailKey.Of(normalizedEmail)).Find();
        var account = holder is null ? null : await Account(holder).Get();
        return account?.NormalizedEmail == normalizedEmail ? account : null;
    });

    /// <summary>Works on an account.</summary>
    public Task<T> Call<T>(string userId, Func<IAccountGrain, Task<T>> work) => AsSystem(() => work(Account(userId)));

    /// <summary>Works on an account.</summary>
    public Task Call(string userId, Func<IAccountGrain, Task> work) => AsSystem(() => work(Account(userId)));

    /// <summary>Asks or tells who guards an address against guessing.</summary>
    public Task<T> Guard<T>(string address, Func<ISignInGuardGrain, Task<T>> work) => AsSystem(() => work(grains.GetGrain<ISignInGuardGrain>(address)));

    /// <summary>Tells who guards an address against guessing.</summary>
    public Task Guard(string address, Func<ISignInGuardGrain, Task> work) => AsSystem(() => work(grains.GetGrain<ISignInGuardGrain>(address)));

    /// <summary>Works on the ways in.</summary>
    public Task<T> Registration<T>(Func<IRegistrationGrain, Task<T>> work) => AsSystem(() => work(grains.GetGrain<IRegistrationGrain>("0")));

    /// <summary>Works on the ways in.</summary>
    public Task Registration(Func<IRegistrationGrain, Task> work) => AsSystem(() => work(grains.GetGrain<IRegistrationGrain>("0")));

    public Task<ApiKeyRecord?> AuthenticateKey(string keyId, string secret) => AsSystem(() => grains.GetGrain<IApiKeyGrain>(keyId).Authenticate(secret));

    public Task<ApiKeyRecord?> FindKey(string keyId) => AsSystem(() => grains.GetGrain<IApiKeyGrain>(keyId).Find());

    /// <summary>Works on the API keys of a user.</summary>
    public Task<T> Keys<T>(string userId, Func<IApiKeyRingGrain, Task<T>> work) => AsSystem(() => work(grains.GetGrain<IApiKeyRingGrain>(userId)));

    /// <summary>Counts a mail to an address; zero when it may be sent, otherwise how long it has to wait.</summary>
    public Task<TimeSpan> TakeMail(string address, MailPurpose purpose) => AsSystem(() => grains.GetGrain<IMailRecipientGrain>(MailRecipientKey.Of(address)).Take(purpose));

    /// <summary>Works on the contact points of a user for somebody who is not that user: the receiver of a mail.</summary>
    public Task<T> ContactPoints<T>(string userId, Func<IContactPointsGrain, Task<T>> work) => AsSystem(() => work(grains.GetGrain<IContactPointsGrain>(userId)));

    /// <summary>Every user id.</summary>
    public Task<IReadOnlyList<string>> AllUsers() => AsSystem<IReadOnlyList<string>>(async () =>
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, UserShards.Count)
            .Select(shard => grains.GetGrain<IUserIndexGrain>(shard.ToString(CultureInfo.InvariantCulture)).GetUsers()));
        return [.. shards.SelectMany(users => users)];
    });

    private IAccountGrain Account(string userId) => grains.GetGrain<IAccountGrain>(userId);

    private static Task AsSystem(Func<Task> call) => AsSystem(async () =>
    {
        await call();
        return true;
    });

    private static Task<T> AsSystem<T>(Func<Task<T>> call) => PrincipalScope.Run(CallPrincipal.System, call);
}
