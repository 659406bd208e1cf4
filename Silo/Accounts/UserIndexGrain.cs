using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Accounts;

/// <summary>One shard of the list of all users.</summary>
[GrainType("user-index")]
internal sealed class UserIndexGrain([PersistentState("users", SiloFeatures.GrainStorage)] IPersistentState<UserIndexState> storage) : Grain, IUserIndexGrain
{
    public Task<ImmutableArray<string>> GetUsers() => Task.FromResult(storage.State.Users);

    public Task<ImmutableArray<string>> GetErasing() => Task.FromResult(storage.State.Erasing);

    public Task Add(string userId) => storage.State.Users.Contains(userId)
        ? Task.CompletedTask
        : Save(storage.State with { Users = storage.State.Users.Add(userId) });

    public Task BeginErasing(string userId) => storage.State.Erasing.Contains(userId)
        ? Task.CompletedTask
        : Save(storage.State with { Users = storage.State.Users.Remove(userId), Erasing = storage.State.Erasing.Add(userId) });

    public Task Remove(string userId) => storage.State.Users.Contains(userId) || storage.State.Erasing.Contains(userId)
        ? Save(storage.State with { Users = storage.State.Users.Remove(userId), Erasing = storage.State.Erasing.Remove(userId) })
        : Task.CompletedTask;

    private Task Save(UserIndexState next) => storage.Save(next, DeactivateOnIdle);
}
