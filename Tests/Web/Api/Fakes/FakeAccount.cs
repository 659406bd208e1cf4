using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>An account without storage.</summary>
internal sealed class FakeAccount(FakeGrains grains) : IAccountGrain
{
    private readonly Lock _gate = new();
    private AccountRecord? _account;

    public Task<AccountRecord?> Get() => Task.FromResult(_account);

    public async Task<Outcome<AccountRecord>> Create(AccountRecord account)
    {
        var email = grains.Behind<FakeEmailIndex>(typeof(IEmailIndexGrain), EmailKey.Of(account.NormalizedEmail));
        if (!await email.Reserve(account.UserId, account.NormalizedEmail))
        {
            return Outcome.Refused<AccountRecord>(RefusalCodes.Conflict, "email", "unused", "taken");
        }

        _account = account;
        await grains.Behind<FakeUserIndex>(typeof(IUserIndexGrain), UserShards.Of(account.UserId)).Add(account.UserId);
        return Outcome.Of(account);
    }

    public Task<Outcome<AccountRecord>> Update(AccountRecord account, string ifConcurrencyStamp)
    {
        lock (_gate)
        {
            if (_account?.ConcurrencyStamp != ifConcurrencyStamp)
            {
                return Task.FromResult(Outcome.Refused<AccountRecord>(RefusalCodes.Stale, null, "", "stale"));
            }

            _account = account;
            return Task.FromResult(Outcome.Of(account));
        }
    }

    public Task Delete()
    {
        _account = null;
        return Task.CompletedTask;
    }

    public Task<bool> Holds(string normalizedEmail) => Task.FromResult(_account?.NormalizedEmail == normalizedEmail);
}

internal sealed class FakeEmailIndex : IEmailIndexGrain
{
    private string? _holder;

    public Task<string?> Find() => Task.FromResult(_holder);

    public Task<bool> Reserve(string userId, string normalizedEmail) => Task.FromResult(Interlocked.CompareExchange(ref _holder, userId, null) is null);

    public Task Release(string userId)
    {
        _holder = null;
        return Task.CompletedTask;
    }
}

internal sealed class FakeUserIndex : IUserIndexGrain
{
    private ImmutableArray<string> _users = [];

    public Task<ImmutableArray<string>> GetUsers() => Task.FromResult(_users);

    public Task Add(string userId)
    {
        ImmutableInterlocked.Update(ref _users, users => users.Add(userId));
        return Task.CompletedTask;
    }

    public Task Remove(string userId)
    {
        ImmutableInterlocked.Update(ref _users, users => users.Remove(userId));
        return Task.CompletedTask;
    }
}
