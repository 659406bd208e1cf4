using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <content>The sessions of the account.</content>
internal sealed partial class AccountGrain
{
    public Task<AccountView?> Look() => Task.FromResult(storage.State.Account is { } account ? new AccountView(account, storage.State.Sessions) : null);

    public async Task<bool> OpenSession(AccountSession session, string ifSecurityStamp)
    {
        if (storage.State is not { Erasing: false, Account: { Disabled: false } account } || account.SecurityStamp != ifSecurityStamp)
        {
            return false;
        }

        await Save(storage.State.WithSession(session));
        return true;
    }

    public Task SeeSession(string sessionId, string address) => SaveSessions(storage.State.WithSeen(sessionId, address, Now));

    public async Task<long?> RefreshSession(string sessionId, long generation)
    {
        await SaveSessions(storage.State.WithRefresh(sessionId, generation, Now));
        return storage.State.Sessions.FirstOrDefault(session => session.Id == sessionId)?.Generation;
    }

    public async Task<bool> EndSession(string sessionId)
    {
        var next = storage.State.WithoutSession(sessionId);
        var ended = next.Sessions.Length < storage.State.Sessions.Length;
        await SaveSessions(next);
        return ended;
    }

    public Task EndSessions(string? keep) => SaveSessions(storage.State.WithOnlySession(keep));

    private Task SaveSessions(AccountState next) =>
        storage.State.Account is null || next.Sessions.SequenceEqual(storage.State.Sessions) ? Task.CompletedTask : Save(next);
}
