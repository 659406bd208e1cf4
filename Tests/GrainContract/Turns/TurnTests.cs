using Xunit;

namespace QuantPlatform.Tests.GrainContract.Turns;

public sealed class TurnTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Call_Once_ReturnsTheResult()
        => Assert.Equal("a/b", await _cluster.Grain<IPlainTurnGrain>("a/b").Key());

    [Fact]
    public async Task Calls_Concurrent_NeverLoseAnUpdate()
    {
        var grain = _cluster.Grain<IPlainTurnGrain>("sum");

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => grain.Add(1))));

        Assert.Equal(500, await grain.Add(0));
    }

    [Fact]
    public async Task Await_InsideACall_LetsNoOtherCallIn()
    {
        var grain = _cluster.Grain<IPlainTurnGrain>("exclusive");
        var blocked = grain.Block("g");
        await _cluster.Journal.Noted("block g");

        var other = grain.Key();
        await grain.Peek();

        Assert.False(other.IsCompleted);
        _cluster.Journal.Open("g");
        await blocked;
        Assert.Equal("exclusive", await other);
    }

    [Fact]
    public async Task Await_InsideAReentrantGrain_LetsOthersIn()
    {
        var grain = _cluster.Grain<IReentrantTurnGrain>("r");
        var blocked = grain.Block("g");
        await _cluster.Journal.Noted("block g");

        Assert.Equal("r", await grain.Key());

        Assert.False(blocked.IsCompleted);
        _cluster.Journal.Open("g");
        await blocked;
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAnotherCallAwaits_Runs()
    {
        var grain = _cluster.Grain<IPlainTurnGrain>("interleave");
        var blocked = grain.Block("g");
        await _cluster.Journal.Noted("block g");

        Assert.Equal("peeked", await grain.Peek());

        Assert.False(blocked.IsCompleted);
        _cluster.Journal.Open("g");
        await blocked;
    }

    [Fact]
    public async Task ReadOnly_WithReadOnly_RunTogether()
    {
        var grain = _cluster.Grain<IPlainTurnGrain>("readers");
        var first = grain.Read("one");
        var second = grain.Read("two");
        await _cluster.Journal.Noted("read one");
        await _cluster.Journal.Noted("read two");

        var writer = grain.Add(1);
        await grain.Peek();

        Assert.False(writer.IsCompleted);
        _cluster.Journal.Open("one");
        _cluster.Journal.Open("two");
        await Task.WhenAll(first, second, writer);
    }

    [Fact]
    public async Task ReadOnly_WhileAWriterAwaits_Waits()
    {
        var grain = _cluster.Grain<IPlainTurnGrain>("writer first");
        var writer = grain.Block("w");
        await _cluster.Journal.Noted("block w");

        var reader = grain.Read("r");
        await grain.Peek();

        Assert.DoesNotContain("read r", _cluster.Journal.Entries);
        _cluster.Journal.Open("w");
        _cluster.Journal.Open("r");
        await Task.WhenAll(writer, reader);
    }

    [Fact]
    public async Task Code_AfterAwait_IsOnTheActivationsScheduler()
        => Assert.True(await _cluster.Grain<IPlainTurnGrain>("s").StaysOnItsScheduler());

    [Fact]
    public async Task Tasks_StartedByACall_RunInTurnsOfTheGrain()
        => Assert.Equal(1001, await _cluster.Grain<IPlainTurnGrain>("side").CountBesideTask());

    [Fact]
    public async Task Grains_OfDifferentKeys_RunAtTheSameTime()
    {
        var one = _cluster.Grain<IPlainTurnGrain>("one").Block("g");
        var two = _cluster.Grain<IPlainTurnGrain>("two").Block("g");

        await _cluster.Journal.Noted("block g", times: 2);

        _cluster.Journal.Open("g");
        await Task.WhenAll(one, two);
    }
}
