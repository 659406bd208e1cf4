using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>A sign-in that has not been ended: a cookie, or the tokens of one login. A ticket holds only as long as its session is listed.</summary>
[GenerateSerializer, Immutable, Alias("AccountSession")]
public sealed record AccountSession
{
    /// <summary>Letters and digits.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Unix ms.</summary>
    [Id(1)] public long CreatedAt { get; init; }

    /// <summary>Unix ms, at most five minutes behind.</summary>
    [Id(2)] public long LastSeenAt { get; init; }

    /// <summary>Where it was last seen from: an IPv4 address or the network of an IPv6 one.</summary>
    [Id(3)] public string Address { get; init; } = "";

    /// <summary>What the browser or program calls itself.</summary>
    [Id(4)] public string UserAgent { get; init; } = "";

    /// <summary>Which refresh token is the newest: each refresh counts up, and an older one is refused.</summary>
    [Id(5)] public long Generation { get; init; }

    /// <summary>Unix ms of the last refresh.</summary>
    [Id(6)] public long RefreshedAt { get; init; }
}

/// <summary>An account with the sessions that hold.</summary>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView([property: Id(0)] AccountRecord Account, [property: Id(1)] ImmutableArray<AccountSession> Sessions)
{
    /// <summary>The session of that id, or null.</summary>
    public AccountSession? FindSession(string? id) => Sessions.FirstOrDefault(session => session.Id == id);
}
