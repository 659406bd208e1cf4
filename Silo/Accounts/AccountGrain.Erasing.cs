using Orleans;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Accounts;

/// <content>Deleting the account with everything of its tenant.</content>
internal sealed partial class AccountGrain
{
    public async Task Erase()
    {
        var userId = this.GetPrimaryKeyString();
        if (storage.State.Account is { } account)
        {
            // First nobody may act for the user any more, then the waking service must know that there is something to finish, then all of it goes.
            await Save(storage.State with { Erasing = true, Sessions = [], Account = account with { Disabled = true, SecurityStamp = NewStamp(), ConcurrencyStamp = NewStamp() } });
        }

        await Index().BeginErasing(userId);
        await GrainFactory.GetGrain<IApiKeyRingGrain>(userId).Erase();
        await GrainFactory.GetGrain<IRegistrationGrain>("0").Forget(userId);
        foreach (var part in parts.OrderBy(part => part.Order))
        {
            await part.Erase(userId);
        }

        if (storage.State.Account is { } gone)
        {
            await Email(gone.NormalizedEmail).Release(userId);
        }

        await storage.Erase(DeactivateOnIdle);
        await Index().Remove(userId);
    }
}
