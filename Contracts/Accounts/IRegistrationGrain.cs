using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>Who may make an account.</summary>
public enum RegistrationMode
{
    /// <summary>Anybody.</summary>
    Open,

    /// <summary>Whoever has an invitation.</summary>
    Invite,

    /// <summary>Nobody.</summary>
    Closed,
}

/// <summary>How people get in: the mode that was chosen at set-up, and invitations. Key: <c>0</c>.</summary>
[SystemOnly, Alias("IRegistrationGrain")]
public interface IRegistrationGrain : IGrainWithStringKey
{
    /// <summary>Most invitations that are open at once.</summary>
    const int MaxInvites = 1_000;

    /// <summary>The chosen mode; null when nobody chose.</summary>
    [Alias("GetMode")]
    Task<RegistrationMode?> GetMode();

    [Alias("SetMode")]
    Task SetMode(RegistrationMode mode);

    /// <summary>The invitations that are open or were used, the newest last; expired ones are forgotten after a month.</summary>
    [Alias("GetInvites")]
    Task<ImmutableArray<Invite>> GetInvites();

    /// <summary>Makes an invitation for one registration; refused (<c>quota</c>) beyond <see cref="MaxInvites"/>.</summary>
    /// <param name="email">The normalised address that alone may use it; null: anybody who has it.</param>
    /// <param name="expiresAt">Unix ms.</param>
    [Alias("MakeInvite")]
    Task<Outcome<InviteMade>> MakeInvite(string createdBy, string? email, long expiresAt);

    /// <summary>Withdraws an open invitation; false when it was used, has expired or never was.</summary>
    [Alias("Withdraw")]
    Task<bool> Withdraw(string inviteId);

    /// <summary>Takes an invitation: its id, or null when the code is none, was used, has expired or is for somebody else.</summary>
    [Alias("Redeem")]
    Task<string?> Redeem(string code, string normalizedEmail, string userId);

    /// <summary>Opens an invitation again whose registration was refused for another reason.</summary>
    [Alias("GiveBack")]
    Task GiveBack(string inviteId, string userId);

    /// <summary>Forgets a user's name in what is kept of used invitations.</summary>
    [Alias("Forget")]
    Task Forget(string userId);
}

/// <summary>An invitation, without its code.</summary>
[GenerateSerializer, Immutable, Alias("Invite")]
public sealed record Invite
{
    [Id(0)] public required string Id { get; init; }
    /// <summary>SHA-256 of the code, in lower-case hex.</summary>
    [Id(1)] public required string CodeHash { get; init; }
    [Id(2)] public required string CreatedBy { get; init; }
    [Id(3)] public long CreatedAt { get; init; }
    [Id(4)] public long ExpiresAt { get; init; }
    /// <summary>The normalised address that alone may use it; null: anybody.</summary>
    [Id(5)] public string? Email { get; init; }
    /// <summary>Who used it; null: it is open.</summary>
    [Id(6)] public string? UsedBy { get; init; }
    [Id(7)] public long? UsedAt { get; init; }

    /// <summary>What it is good for at a time, Unix ms.</summary>
    public InviteState StateAt(long now) => UsedBy is not null ? InviteState.Used : ExpiresAt > now ? InviteState.Open : InviteState.Expired;
}

/// <summary>What an invitation is good for.</summary>
public enum InviteState
{
    /// <summary>Its link works.</summary>
    Open,

    /// <summary>Somebody registered with it.</summary>
    Used,

    /// <summary>Nobody did in time.</summary>
    Expired,
}

/// <summary>An invitation that was made, with the code that is nowhere kept.</summary>
[GenerateSerializer, Immutable, Alias("InviteMade")]
public sealed record InviteMade([property: Id(0)] Invite Invite, [property: Id(1)] string Code);
