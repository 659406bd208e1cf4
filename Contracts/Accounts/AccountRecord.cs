using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>A user account as ASP.NET Core Identity knows it. Secrets in it are hashes or encrypted.</summary>
[GenerateSerializer, Immutable, Alias("AccountRecord")]
public sealed record AccountRecord
{
    /// <summary>Letters and digits; also the tenant's id.</summary>
    [Id(0)] public required string UserId { get; init; }
    [Id(1)] public required string Email { get; init; }
    [Id(2)] public required string NormalizedEmail { get; init; }
    [Id(3)] public bool EmailConfirmed { get; init; }
    [Id(4)] public string? PasswordHash { get; init; }
    [Id(5)] public string SecurityStamp { get; init; } = "";
    [Id(6)] public string ConcurrencyStamp { get; init; } = "";
    [Id(7)] public ImmutableArray<string> Roles { get; init; } = [];
    [Id(8)] public bool LockoutEnabled { get; init; } = true;
    [Id(9)] public long? LockoutEnd { get; init; }
    [Id(10)] public int AccessFailedCount { get; init; }
    [Id(11)] public bool TwoFactorEnabled { get; init; }
    [Id(12)] public bool Disabled { get; init; }
    [Id(13)] public long CreatedAt { get; init; }
    /// <summary>Identity's token store (authenticator key, recovery codes): login provider, name, value.</summary>
    [Id(14)] public ImmutableArray<AccountToken> Tokens { get; init; } = [];
    [Id(15)] public ImmutableArray<AccountClaim> Claims { get; init; } = [];
    /// <summary>The name that is shown; null: the address.</summary>
    [Id(17)] public string? DisplayName { get; init; }
    /// <summary>The time step of the last authenticator code that was accepted: none is accepted twice.</summary>
    [Id(18)] public long LastTotpStep { get; init; }
    /// <summary>Made where a mail server is configured, and its address not confirmed yet: it cannot sign in.</summary>
    [Id(19)] public bool AwaitsConfirmation { get; init; }
}

/// <summary>One entry of Identity's token store.</summary>
[GenerateSerializer, Immutable, Alias("AccountToken")]
public sealed record AccountToken([property: Id(0)] string Provider, [property: Id(1)] string Name, [property: Id(2)] string Value);

/// <summary>One claim of an account.</summary>
[GenerateSerializer, Immutable, Alias("AccountClaim")]
public sealed record AccountClaim([property: Id(0)] string Type, [property: Id(1)] string Value);
