using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Accounts;

/// <summary>How people get in. Its turns put those who want the same invitation in a row.</summary>
[GrainType("registration")]
internal sealed class RegistrationGrain(
    [PersistentState("registration", SiloFeatures.GrainStorage)] IPersistentState<RegistrationState> storage, TimeProvider time) : Grain, IRegistrationGrain
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;

    // 32^26 = 2^130.
    private const int CodeLength = 26;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<RegistrationMode?> GetMode() => Task.FromResult(storage.State.Mode);

    public Task SetMode(RegistrationMode mode) => Save(storage.State with { Mode = mode });

    public Task<ImmutableArray<Invite>> GetInvites() => Task.FromResult(storage.State.Invites);

    public async Task<Outcome<InviteMade>> MakeInvite(string createdBy, string? email, long expiresAt)
    {
        if (storage.State.OpenAt(Now) >= IRegistrationGrain.MaxInvites)
        {
            return Outcome.Refused<InviteMade>(RefusalCodes.Quota, "invites", $"at most {IRegistrationGrain.MaxInvites}", "There are too many open invitations. Withdraw some first.");
        }

        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var invite = new Invite
        {
            Id = RandomNumberGenerator.GetString(Alphabet, IdLength),
            CodeHash = HashOf(code),
            CreatedBy = createdBy,
            CreatedAt = Now,
            ExpiresAt = expiresAt,
            Email = email,
        };
        await Save(storage.State.With(invite));
        return Outcome.Of(new InviteMade(invite, code));
    }

    public async Task<bool> Withdraw(string inviteId)
    {
        if (!storage.State.HasOpen(inviteId, Now))
        {
            return false;
        }

        await Save(storage.State.Without(inviteId));
        return true;
    }

    public async Task<string?> Redeem(string code, string normalizedEmail, string userId)
    {
        if (storage.State.Find(HashOf(code), normalizedEmail, Now) is not { } invite)
        {
            return null;
        }

        await Save(storage.State.Used(invite, userId, Now));
        return invite.Id;
    }

    public Task GiveBack(string inviteId, string userId) => Save(storage.State.GivenBack(inviteId, userId));

    public Task Forget(string userId) => storage.State.Invites.Any(invite => invite.UsedBy == userId || invite.CreatedBy == userId)
        ? Save(storage.State.Forgotten(userId))
        : Task.CompletedTask;

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private Task Save(RegistrationState next) => storage.Save(next, DeactivateOnIdle);
}
