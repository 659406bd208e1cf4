using Orleans.Runtime;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Timers;

public sealed class TimerTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Timer_WithPeriod_TicksAgainAndAgain()
    {
        await _cluster.Grain<ITimerGrain>("t").Start("a", 0, 1, interleave: false);

        await _cluster.Journal.Noted("tick a", times: 5);
    }

    [Fact]
    public async Task Timer_WithoutInterleave_WaitsForTheRunningCall()
    {
        var grain = _cluster.Grain<ITimerGrain>("t");
        var block = grain.Block("g");
        await _cluster.Journal.Noted("blocking g");
        var other = _cluster.Grain<ITimerGrain>("clock");
        var start = grain.Start("late", 0, 1, interleave: false);
        await other.Start("other", 0, 1, interleave: false);
        await _cluster.Journal.Noted("tick other", times: 3);

        _cluster.Journal.Open("g");
        await block;
        await start;

        await _cluster.Journal.Noted("tick late");
        Assert.DoesNotContain("tick late inside", _cluster.Journal.Entries);
    }

    [Fact]
    public async Task Timer_StartedBeforeALongCall_TicksOnlyAfterIt()
    {
        var grain = _cluster.Grain<ITimerGrain>("t");
        await grain.Start("plain", 0, 1, interleave: false);
        var block = grain.Block("g");
        await _cluster.Journal.Noted("blocking g");
        var ticks = _cluster.Journal.Entries.Count(entry => entry == "tick plain");
        var clock = _cluster.Grain<ITimerGrain>("clock");
        await clock.Start("clock", 0, 1, interleave: false);
        await _cluster.Journal.Noted("tick clock", times: 3);

        Assert.Equal(ticks, _cluster.Journal.Entries.Count(entry => entry == "tick plain"));
        _cluster.Journal.Open("g");
        await block;
        await _cluster.Journal.Noted("tick plain", ticks + 1);
        Assert.DoesNotContain("tick plain inside", _cluster.Journal.Entries);
    }

    [Fact]
    public async Task Timer_WithInterleave_TicksDuringACall()
    {
        var grain = _cluster.Grain<ITimerGrain>("t");
        await grain.Start("i", 0, 1, interleave: true);
        var block = grain.Block("g");

        await _cluster.Journal.Noted("tick i inside", times: 2);

        _cluster.Journal.Open("g");
        await block;
    }

    [Fact]
    public async Task Timer_ThatThrows_TicksOn()
    {
        await _cluster.Grain<ITimerGrain>("t").StartFailing("f");

        await _cluster.Journal.Noted("failing f", times: 3);
    }

    [Fact]
    public async Task Timer_Changed_TicksAtTheNewTime()
    {
        var grain = _cluster.Grain<ITimerGrain>("t");
        await grain.Start("c", 3_600_000, 3_600_000, interleave: false);

        await grain.Change(0);

        await _cluster.Journal.Noted("tick c");
    }

    [Fact]
    public async Task Timer_OfAnEndedActivation_IsGone()
    {
        var grain = _cluster.Grain<ITimerGrain>("t");
        await grain.Start("gone", 0, 1, interleave: false);
        await _cluster.Journal.Noted("tick gone");

        await grain.End();
        await _cluster.Journal.Noted("ended");
        var ticks = _cluster.Journal.Entries.Count(entry => entry == "tick gone");
        await _cluster.Grain<ITimerGrain>("clock").Start("clock", 0, 1, interleave: false);
        await _cluster.Journal.Noted("tick clock", times: 5);

        Assert.Equal(ticks, _cluster.Journal.Entries.Count(entry => entry == "tick gone"));
    }

    [Fact]
    public async Task Timer_RegisteredInACall_DoesNotCarryItsContext()
    {
        RequestContext.Set("who", "caller");

        Assert.Null(await _cluster.Grain<ITimerGrain>("t").Context());
    }
}
