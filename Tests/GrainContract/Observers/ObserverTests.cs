using Xunit;

namespace QuantPlatform.Tests.GrainContract.Observers;

public sealed class ObserverTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task OneWay_ToAnObserver_Arrives()
    {
        var (watcher, grain) = await Watch();

        await grain.Tell("a");
        await grain.Tell("b");

        await _cluster.Journal.Noted("seen a");
        await _cluster.Journal.Noted("seen b");
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Call_ToAnObserver_ReturnsItsAnswer()
    {
        var (watcher, grain) = await Watch();

        Assert.Equal("why!", await grain.AskAll("why"));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Reference_GivenAgain_IsTheSame()
    {
        var watcher = new Watcher(_cluster.Journal);
        var reference = _cluster.Client.CreateObjectReference<IWatcher>(watcher);
        var grain = _cluster.Grain<IWatchedGrain>("g");
        await grain.Watch(reference);

        Assert.True(await grain.Knows(reference));
        Assert.False(await grain.Knows(_cluster.Client.CreateObjectReference<IWatcher>(watcher)));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task OneWay_ToADeletedObserver_FailsQuietly()
    {
        var watcher = new Watcher(_cluster.Journal);
        var reference = _cluster.Client.CreateObjectReference<IWatcher>(watcher);
        var grain = _cluster.Grain<IWatchedGrain>("g");
        await grain.Watch(reference);
        await grain.Tell("before");
        await _cluster.Journal.Noted("seen before");
        _cluster.Client.DeleteObjectReference<IWatcher>(reference);

        await grain.Tell("after");

        var other = new Watcher(_cluster.Journal);
        await grain.Watch(_cluster.Client.CreateObjectReference<IWatcher>(other));
        await grain.Tell("last");
        await _cluster.Journal.Noted("seen last");
        Assert.DoesNotContain("seen after", _cluster.Journal.Entries);
        Assert.Single(_cluster.Journal.Entries, "seen last");
        GC.KeepAlive(watcher);
        GC.KeepAlive(other);
    }

    private async Task<(Watcher Watcher, IWatchedGrain Grain)> Watch()
    {
        var watcher = new Watcher(_cluster.Journal);
        var grain = _cluster.Grain<IWatchedGrain>("g");
        await grain.Watch(_cluster.Client.CreateObjectReference<IWatcher>(watcher));
        return (watcher, grain);
    }
}
