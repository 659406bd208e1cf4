using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>One shard of the list of all users.</summary>
[GrainType("user-index")]
internal sealed class UserIndexGrain([PersistentState("users", SiloFeatures.GrainStorage)] IPersistentState<UserIndexState> storage) : Grain, IUserIndexGrain
{
    public Task<ImmutableArray<string>> GetUsers() => Task.FromResult(storage.State.Users);

    public Task Add(string userId) => storage.State.Users.Contains(userId)
        ? Task.CompletedTask
        : Save(new UserIndexState { Users = storage.State.Users.Add(userId) });

    public Task Remove(string userId) => storage.State.Users.Contains(userId)
        ? Save(new UserIndexState { Users = storage.State.Users.Remove(userId) })
        : Task.CompletedTask;

    private async Task Save(UserIndexState next)
    {
        var previous = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = previous;
            DeactivateOnIdle();
            throw;
        }
    }
}
