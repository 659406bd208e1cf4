using Orleans;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Persistence;

public sealed class StorageFailureTests : IAsyncLifetime
{
    private readonly RacingStorage _storage = new();
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy(silo => silo.Services.AddGrainStorage("racing", (_, _) => _storage));

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Write_WithAStaleETag_ReachesTheCallerAndEndsTheActivation()
    {
        var grain = _cluster.Grain<IRacingGrain>("a");
        await grain.Increment();
        _storage.Overtake(grain.GetGrainId());

        var stale = await Assert.ThrowsAsync<InconsistentStateException>(grain.Increment);

        Assert.Equal(("2", "1"), (stale.StoredEtag, stale.CurrentEtag));
        await _cluster.Journal.Noted("deactivated ApplicationError");
        Assert.Equal(2, await grain.Increment());
    }

    [Fact]
    public async Task Write_WithAStaleETag_SparesTheCallingGrain()
    {
        var grain = _cluster.Grain<IRacingGrain>("b");
        await grain.Increment();
        _storage.Overtake(grain.GetGrainId());
        var caller = _cluster.Grain<IRacingGrain>("caller");

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.IncrementOther("b"));

        await _cluster.Journal.Noted("deactivated ApplicationError");
        Assert.Equal(1, await caller.Calls());
    }

    [Fact]
    public async Task Read_ThatFails_FailsTheCallAndTheNextCallTriesAgain()
    {
        _storage.FailingReads = 1;
        var grain = _cluster.Grain<IRacingGrain>("c");

        var failure = await Assert.ThrowsAnyAsync<Exception>(grain.Increment);

        Assert.Contains("the disk is away", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await grain.Increment());
    }
}
