using Orleans;
using Orleans.Runtime;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Call_OfEveryReturnType_Returns()
    {
        var grain = _cluster.Grain<ICallGrain>("a");

        await grain.Touch();
        Assert.Equal(14, await grain.Twice(7));
        Assert.Null(await grain.Nothing());
        Assert.Equal(1 + 2 + 3 + 4 + 2, await grain.Sum([1, 2], (3, 4), "x", "y"));
    }

    [Fact]
    public async Task Call_OfAnInheritedMethod_Returns()
    {
        Assert.Equal("base x", await _cluster.Grain<ICallGrain>("a").FromBase("x"));
        Assert.Equal("base y", await _cluster.Grain<IBaseCalls>("a").FromBase("y"));
    }

    [Fact]
    public async Task Call_ThroughAnInternalInterface_Returns()
        => Assert.Equal("internal", await _cluster.Grain<IAnyCallGrain>("a").Internal());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task IntegerKey_AnyValue_ComesBack(long key)
        => Assert.Equal(key, await _cluster.Client.GetGrain<INumberedGrain>(key).Key());

    [Fact]
    public async Task Reference_ReturnedByAGrain_CallsIt()
    {
        var grain = _cluster.Grain<ICallGrain>("a");

        var self = await grain.Self();

        Assert.Equal(grain, self);
        Assert.Equal(grain.GetGrainId(), self.GetGrainId());
        Assert.Equal(6, await self.Twice(3));
    }

    [Fact]
    public async Task OneWay_WhileTheCallRuns_IsCompleteAtOnce()
    {
        await _cluster.Grain<ICallGrain>("a").Fire("g");

        Assert.DoesNotContain("fired", _cluster.Journal.Entries);
        _cluster.Journal.Open("g");
        await _cluster.Journal.Noted("fired");
    }

    [Fact]
    public async Task OneWay_ThatFails_ReachesNobody()
    {
        var grain = _cluster.Grain<ICallGrain>("a");

        await grain.FireAndFail();

        await _cluster.Journal.Noted("failing");
        Assert.Equal(2, await grain.Twice(1));
    }

    [Fact]
    public async Task ResponseTimeout_WithoutAnswer_Throws()
        => await Assert.ThrowsAsync<TimeoutException>(() => _cluster.Grain<ICallGrain>("a").Never(CancellationToken.None));

    [Fact]
    public async Task Token_CancelledByTheCaller_CancelsTheCallInItsTurn()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _cluster.Grain<ICallGrain>("a").Wait("w", cancellation.Token);
        await _cluster.Journal.Noted("waiting w");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await _cluster.Journal.Noted("cancelled w");
    }

    [Fact]
    public async Task Cancellation_WithinAGrain_CrossesAsCancellation()
        => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _cluster.Grain<ICallGrain>("a").Cancelled());

    [Fact]
    public async Task RequestContext_OfTheCaller_TravelsThroughTheChain()
    {
        RequestContext.Set("who", "me");

        Assert.Equal("me", await _cluster.Grain<ICallGrain>("a").ContextHere("who"));
        Assert.Equal("me", await _cluster.Grain<ICallGrain>("a").ContextTwoCallsOn("who"));
    }

    [Fact]
    public async Task RequestContext_SetByTheCalled_StaysThere()
    {
        RequestContext.Set("who", "me");
        var grain = _cluster.Grain<ICallGrain>("a");

        await grain.ChangeContext("who", "them");
        await grain.ChangeContext("other", "them");

        Assert.Equal("me", RequestContext.Get("who"));
        Assert.Null(RequestContext.Get("other"));
        Assert.Null(await grain.ContextHere("other"));
        Assert.True(RequestContext.Remove("who"));
        Assert.Null(await grain.ContextHere("who"));
    }

    [Fact]
    public async Task StatelessWorker_CallsAtOnce_RunUpToItsLimit()
    {
        var grain = _cluster.Grain<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 6).Select(_ => grain.Work("g")).ToArray();
        await _cluster.Journal.Noted("working", times: 2);

        _cluster.Journal.Open("g");

        Assert.Equal(2, (await Task.WhenAll(calls)).Distinct().Count());
    }
}
