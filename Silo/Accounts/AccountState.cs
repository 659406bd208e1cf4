using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>What the account grain stores. Every change of its sessions is a pure method that returns the next state.</summary>
[GenerateSerializer, Immutable, Alias("AccountState")]
internal sealed record AccountState
{
    /// <summary>Most sessions at once; one more ends the one that was seen longest ago.</summary>
    public const int MaxSessions = 100;

    /// <summary>How long after a refresh the token before it still gets new tokens: its answer may have been lost, or two tabs asked at once.</summary>
    public static readonly TimeSpan RefreshGrace = TimeSpan.FromSeconds(60);

    /// <summary>A session that was not seen for this long has no ticket any more.</summary>
    private static readonly TimeSpan SessionLife = TimeSpan.FromDays(15);

    /// <summary>Null: there is no such account.</summary>
    [Id(0)] public AccountRecord? Account { get; init; }

    /// <summary>False until the account is known to be in the user index.</summary>
    [Id(1)] public bool Indexed { get; init; }

    /// <summary>The sessions that hold, in the order they began.</summary>
    [Id(2)] public ImmutableArray<AccountSession> Sessions { get; init; } = [];

    /// <summary>True from the moment the account is being deleted with everything of its tenant.</summary>
    [Id(3)] public bool Erasing { get; init; }

    public AccountState WithSession(AccountSession session)
    {
        var kept = Sessions.RemoveAll(old => old.LastSeenAt + SessionLife.TotalMilliseconds < session.CreatedAt);
        return this with { Sessions = (kept.Length < MaxSessions ? kept : kept.Remove(kept.MinBy(old => old.LastSeenAt)!)).Add(session) };
    }

    public AccountState WithoutSession(string id) => this with { Sessions = Sessions.RemoveAll(session => session.Id == id) };

    /// <summary>With no session but that one.</summary>
    public AccountState WithOnlySession(string? id) => this with { Sessions = Sessions.RemoveAll(session => session.Id != id) };

    public AccountState WithSeen(string id, string address, long now) =>
        Change(id, session => session with { LastSeenAt = Math.Max(session.LastSeenAt, now), Address = address });

    /// <summary>After a refresh with the token of <paramref name="generation"/>: the newest one counts up, the one before it is let through for <see cref="RefreshGrace"/>; any older one was used before and ends the session, because two have it.</summary>
    public AccountState WithRefresh(string id, long generation, long now) => Sessions.FirstOrDefault(session => session.Id == id) switch
    {
        null => this,
        var session when session.Generation == generation => Change(id, old => old with { Generation = generation + 1, RefreshedAt = now, LastSeenAt = now }),
        var session when session.Generation == generation + 1 && now <= session.RefreshedAt + RefreshGrace.TotalMilliseconds => this,
        _ => WithoutSession(id),
    };

    private AccountState Change(string id, Func<AccountSession, AccountSession> change) =>
        this with { Sessions = [.. Sessions.Select(session => session.Id == id ? change(session) : session)] };
}
