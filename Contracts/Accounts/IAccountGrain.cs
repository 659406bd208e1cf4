using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>One account. Key: the user id. Only the sign-in code of the platform (as the system) reads or writes it.</summary>
[SystemOnly, Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The account, or null.</summary>
    [Alias("Get")]
    Task<AccountRecord?> Get();

    /// <summary>Creates the account: reserves its e-mail first, then writes, then enters it in the user index. Refused (<c>conflict</c>) when the e-mail is taken.</summary>
    [Alias("Create")]
    Task<Outcome<AccountRecord>> Create(AccountRecord account);

    /// <summary>The account with its sessions, or null.</summary>
    [Alias("Look")]
    Task<AccountView?> Look();

    /// <summary>
    /// Replaces the account when <paramref name="ifConcurrencyStamp"/> is still current, else refuses (<c>stale</c>). A changed e-mail moves its
    /// reservation, a changed security stamp ends the sessions.
    /// </summary>
    /// <param name="keepSession">The session that a changed security stamp does not end: that of the person who changed it.</param>
    [Alias("Update")]
    Task<Outcome<AccountRecord>> Update(AccountRecord account, string ifConcurrencyStamp, string? keepSession);

    /// <summary>Disables the account or enables it again; refused (<c>not_found</c>) without one. Its sessions, tokens, keys, pages and streams end within 30 s.</summary>
    [Alias("SetDisabled")]
    Task<Outcome<AccountRecord>> SetDisabled(bool disabled);

    /// <summary>Begins a session; false when the account was disabled or its security stamp changed since its password was checked.</summary>
    [Alias("OpenSession")]
    Task<bool> OpenSession(AccountSession session, string ifSecurityStamp);

    /// <summary>Notes that a session is in use now.</summary>
    [Alias("SeeSession")]
    Task SeeSession(string sessionId, string address);

    /// <summary>The generation of the session's newest refresh token; null when the session does not hold, or ends now because that token was used before.</summary>
    /// <param name="generation">The generation of the token that was shown.</param>
    [Alias("RefreshSession")]
    Task<long?> RefreshSession(string sessionId, long generation);

    /// <summary>Ends one session; false when there is none of that id.</summary>
    [Alias("EndSession")]
    Task<bool> EndSession(string sessionId);

    /// <summary>Ends every session, or every other one.</summary>
    [Alias("EndSessions")]
    Task EndSessions(string? keep);

    /// <summary>Deletes the account with everything of its tenant. Cut off, it is finished by the waking service.</summary>
    [Alias("Erase"), ResponseTimeout("00:05:00")]
    Task Erase();

    /// <summary>Whether the account has that normalised e-mail, or is just about to: also true while <see cref="Create"/> or <see cref="Update"/> runs.</summary>
    [Alias("Holds"), AlwaysInterleave]
    Task<bool> Holds(string normalizedEmail);
}

/// <summary>Who holds a normalised e-mail address. Key: a hash of that address.</summary>
[SystemOnly, Alias("IEmailIndexGrain")]
public interface IEmailIndexGrain : IGrainWithStringKey
{
    /// <summary>The user id that holds the address, or null.</summary>
    [Alias("Find")]
    Task<string?> Find();

    /// <summary>Takes the address for a user; false when another holds it.</summary>
    /// <param name="normalizedEmail">The address itself. A reservation whose account does not hold it (its creation was cut off) is taken over.</param>
    [Alias("Reserve")]
    Task<bool> Reserve(string userId, string normalizedEmail);

    /// <summary>Gives the address up if that user holds it.</summary>
    [Alias("Release")]
    Task Release(string userId);
}

/// <summary>All user ids, in 16 shards. Key: <c>0</c> to <c>15</c>, see <see cref="UserShards"/>.</summary>
[SystemOnly, Alias("IUserIndexGrain")]
public interface IUserIndexGrain : IGrainWithStringKey
{
    [Alias("GetUsers")]
    Task<ImmutableArray<string>> GetUsers();

    [Alias("Add")]
    Task Add(string userId);

    /// <summary>Takes a user off the list of users and onto the one of those who are being erased.</summary>
    [Alias("BeginErasing")]
    Task BeginErasing(string userId);

    /// <summary>Users whose erasing has begun and not ended.</summary>
    [Alias("GetErasing")]
    Task<ImmutableArray<string>> GetErasing();

    /// <summary>Forgets a user altogether.</summary>
    [Alias("Remove")]
    Task Remove(string userId);
}

/// <summary>Which shard of <see cref="IUserIndexGrain"/> holds a user.</summary>
public static class UserShards
{
    public const int Count = 16;

    /// <summary>The shard's key; stable across processes and versions.</summary>
    public static string Of(string userId)
    {
        var hash = 2166136261u;
        foreach (var c in userId)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (hash % Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
