using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Silo.Pairs;

public sealed class PairStateTests
{
    private const string Before = "a|b|OneSecond|240|2";
    private const string After = "a|b|OneSecond|120|3";

    // Replayed up to 10, live up to 20: enters long at 8 (replay), leaves at 12 and enters short at 18 (live).
    private static readonly PairState Old = new PairState()
        .Replayed(Before, new SignalReplay([Long(8)], 10), 1)
        .With([Flat(12), Short(18)], 20);

    [Fact]
    public void Replayed_FirstTime_IsTheReplay()
    {
        var state = new PairState().Replayed(Before, new SignalReplay([Long(8)], 10), 1);

        Assert.Equal<SignalTransition>([Long(8)], state.Transitions);
        Assert.Equal((10L, 10L, Before), (state.EvaluatedUpTo, state.ReplayedUpTo, state.SettingsKey));
    }

    [Fact]
    public void Replayed_OtherSettings_KeepsWhatWasDecidedLive()
    {
        var state = Old.Replayed(After, new SignalReplay([Short(3), Flat(5), Long(15), Flat(19), Short(23)], 25), 1);

        // Up to 10 the new replay, which is flat there; the old signal was long, and live begins at 11; from 21 on the new machine, flat, then short.
        Assert.Equal<SignalTransition>([Short(3), Flat(5), Long(11), Flat(12), Short(18), Flat(21), Short(23)], state.Transitions);
        Assert.Equal((25L, 10L, After), (state.EvaluatedUpTo, state.ReplayedUpTo, state.SettingsKey));
    }

    [Fact]
    public void Replayed_SameStateWhereTheyMeet_AddsNothing()
    {
        var state = Old.Replayed(After, new SignalReplay([Long(9), Short(17)], 20), 1);

        Assert.Equal<SignalTransition>([Long(9), Flat(12), Short(18)], state.Transitions);
    }

    [Fact]
    public void Replayed_OtherSeries_ForgetsTheOldOne()
    {
        Assert.Equal<SignalTransition>([Long(4)], Old.Replayed("a|c|OneSecond|240|2", new SignalReplay([Long(4)], 9), 1).Transitions);
        Assert.Equal<SignalTransition>([Long(4)], Old.Replayed("a|b|OneMinute|240|2", new SignalReplay([Long(4)], 9), 1).Transitions);
    }

    [Fact]
    public void With_TooMany_ForgetsTheOldest()
    {
        var state = new PairState().With([.. Enumerable.Range(0, PairState.MaxTransitions + 2).Select(i => Flat(i))], 1);

        Assert.Equal((PairState.MaxTransitions, 2L), (state.Transitions.Length, state.Transitions[0].Time));
    }

    private static SignalTransition Long(long time) => new(time, PairSignal.LongSpread, false);

    private static SignalTransition Short(long time) => new(time, PairSignal.ShortSpread, false);

    private static SignalTransition Flat(long time) => new(time, PairSignal.Flat, false);
}
