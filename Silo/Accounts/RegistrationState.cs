using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>The registration mode that was chosen, and invitations. Every change is a pure method that returns the next state.</summary>
[GenerateSerializer, Immutable, Alias("RegistrationState")]
internal sealed record RegistrationState
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    [Id(0)] public RegistrationMode? Mode { get; init; }

    [Id(1)] public ImmutableArray<Invite> Invites { get; init; } = [];

    public int OpenAt(long now) => Invites.Count(invite => IsOpen(invite, now));

    public bool HasOpen(string id, long now) => Invites.Any(invite => invite.Id == id && IsOpen(invite, now));

    public RegistrationState With(Invite invite) =>
        this with { Invites = Invites.RemoveAll(old => old.ExpiresAt + Memory.TotalMilliseconds < invite.CreatedAt).Add(invite) };

    public RegistrationState Without(string id) => this with { Invites = Invites.RemoveAll(invite => invite.Id == id) };

    /// <summary>The open invitation with that code, for that address; null when there is none.</summary>
    public Invite? Find(string codeHash, string normalizedEmail, long now) =>
        Invites.FirstOrDefault(invite => invite.CodeHash == codeHash && IsOpen(invite, now) && (invite.Email is null || invite.Email == normalizedEmail));

    public RegistrationState Used(Invite invite, string userId, long now) => this with { Invites = Invites.Replace(invite, invite with { UsedBy = userId, UsedAt = now }) };

    public RegistrationState GivenBack(string id, string userId) => this with
    {
        Invites = [.. Invites.Select(invite => invite.Id == id && invite.UsedBy == userId ? invite with { UsedBy = null, UsedAt = null } : invite)],
    };

    /// <summary>Without the name of a user who is gone. A used invitation stays used.</summary>
    public RegistrationState Forgotten(string userId) => this with { Invites = Invites.RemoveAll(invite => invite.UsedBy == userId || invite.CreatedBy == userId) };

    private static bool IsOpen(Invite invite, long now) => invite.StateAt(now) == InviteState.Open;
}
