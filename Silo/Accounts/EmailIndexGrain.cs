using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Accounts;

/// <summary>One e-mail address. Its turns put the users who want it in a row.</summary>
[GrainType("email-index")]
internal sealed class EmailIndexGrain([PersistentState("email", SiloFeatures.GrainStorage)] IPersistentState<EmailIndexState> storage) : Grain, IEmailIndexGrain
{
    public Task<string?> Find() => Task.FromResult(storage.State.UserId);

    public async Task<bool> Reserve(string userId, string normalizedEmail)
    {
        if (storage.State.UserId is { } holder && holder != userId && await GrainFactory.GetGrain<IAccountGrain>(holder).Holds(normalizedEmail))
        {
            return false;
        }

        if (storage.State.UserId != userId)
        {
            await Save(new EmailIndexState { UserId = userId });
        }

        return true;
    }

    public Task Release(string userId) => storage.State.UserId == userId ? storage.Erase(DeactivateOnIdle) : Task.CompletedTask;

    private Task Save(EmailIndexState next) => storage.Save(next, DeactivateOnIdle);
}
