using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Begins, notes and ends the sessions of accounts.</summary>
internal sealed class AccountSessions(AccountDirectory accounts, SessionCheck check, SessionLifetime lifetime, TimeProvider time)
{
    private const int MaxUserAgent = 200;

    /// <summary>160 random bits.</summary>
    private const int IdDigits = 40;

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MovedEvery = TimeSpan.FromMinutes(1);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Begins a session of a user whose password was just checked; null when the account has changed since.</summary>
    public async Task<AccountSession?> Open(PlatformUser user, HttpContext context)
    {
        var agent = new string([.. context.Request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)).Take(MaxUserAgent)]);
        var session = new AccountSession
        {
            Id = RandomNumberGenerator.GetHexString(IdDigits, lowercase: true),
            CreatedAt = Now,
            LastSeenAt = Now,
            Address = ClientAddress.Of(context),
            UserAgent = agent,
        };
        var opened = await accounts.Call(user.Id, account => account.OpenSession(session, user.Record.SecurityStamp));
        check.Refresh(user.Id);
        return opened ? session : null;
    }

    /// <summary>Notes that the session of a request is in use, now and then.</summary>
    public async ValueTask See(HttpContext context)
    {
        if (SessionTickets.SessionOf(context.User) is not { } id || context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId
            || (await check.View(userId))?.FindSession(id) is not { } session)
        {
            return;
        }

        var (unseen, address) = (TimeSpan.FromMilliseconds(Now - session.LastSeenAt), ClientAddress.Of(context));
        if (unseen >= SeenEvery || (unseen >= MovedEvery && address != session.Address))
        {
            await accounts.Call(userId, account => account.SeeSession(id, address));
            check.Refresh(userId);
        }
    }

    public async Task<IReadOnlyList<AccountSession>> List(string userId) =>
        await accounts.Call(userId, account => account.Look()) is { } view ? [.. view.Sessions.Where(lifetime.Holds).OrderByDescending(session => session.LastSeenAt)] : [];

    /// <summary>Ends one session; false when the user has none of that id.</summary>
    public async Task<bool> End(string userId, string sessionId)
    {
        var ended = await accounts.Call(userId, account => account.EndSession(sessionId));
        check.Forget(userId);
        return ended;
    }

    /// <summary>Ends every session, or every other one.</summary>
    public async Task EndAll(string userId, string? keep)
    {
        await accounts.Call(userId, account => account.EndSessions(keep));
        check.Forget(userId);
    }

    /// <summary>The generation of the session's next refresh token, when the one shown may be used.</summary>
    public async Task<long?> Renew(string userId, string sessionId, long generation)
    {
        var next = await accounts.Call(userId, account => account.RefreshSession(sessionId, generation));
        if (next is null)
        {
            check.Forget(userId);
        }

        return next;
    }
}
