using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Pairs;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Pairs;

public sealed class PairTrackerTests
{
    [Fact]
    public void Join_LegsArriveApart_PointsEqualTheDefinition()
    {
        var (barsY, barsX) = Walk(1, 40);
        var tracker = new PairTracker(Settings);
        Offer(tracker, isY: true, barsY);
        Assert.Equal(0, tracker.Join());
        Offer(tracker, isY: false, barsX);

        Assert.Equal(40, tracker.Join());
        var (beta, z) = Slow(barsY, barsX, 12, 10);
        Assert.Equal(beta, tracker.Kernel.Current.Beta, 1e-9);
        Assert.Equal(z, tracker.Kernel.Current.Z, 1e-8);
    }

    [Fact]
    public void Join_GapBar_IsNoPoint_ButIsTheNewestBar()
    {
        var (barsY, barsX) = Walk(2, 20);
        barsX[^1] = barsX[^1] with { Quality = BarQuality.Gap };
        var tracker = new PairTracker(Settings);
        Offer(tracker, isY: true, barsY);
        Offer(tracker, isY: false, barsX);

        Assert.Equal(19, tracker.Join());
        Assert.Equal(BarQuality.Gap, tracker.Quality);
        Assert.Equal(barsY[^2].OpenTime, tracker.Kernel.LastTime);
    }

    [Fact]
    public void Join_OneLegLacksABar_JoinsByOpenTimeNotByPosition()
    {
        var (barsY, barsX) = Walk(3, 30);
        var without = barsX.Where(bar => bar != barsX[20]).ToList();
        var tracker = new PairTracker(Settings);
        Offer(tracker, isY: true, barsY);
        Offer(tracker, isY: false, without);
        tracker.Join();

        var (beta, z) = Slow([.. barsY.Where(bar => bar.OpenTime != barsX[20].OpenTime)], without, 12, 10);
        Assert.Equal(beta, tracker.Kernel.Current.Beta, 1e-9);
        Assert.Equal(z, tracker.Kernel.Current.Z, 1e-8);
    }

    [Fact]
    public void Warm_ThenLive_EqualsLiveFromTheStart()
    {
        var (barsY, barsX) = Walk(4, 200);
        var live = new PairTracker(Settings);
        Offer(live, isY: true, barsY);
        Offer(live, isY: false, barsX);
        live.Join();

        var warm = new PairTracker(Settings);
        var joint = barsY.Zip(barsX, (y, x) => new JointBar(y, x)).ToList();
        warm.Warm(joint.Skip(150 - warm.WarmupPoints).Take(warm.WarmupPoints).ToList(), joint[149].OpenTime);
        Offer(warm, isY: true, barsY.Skip(150), joint[149].OpenTime);
        Offer(warm, isY: false, barsX.Skip(150), joint[149].OpenTime);
        warm.Join();

        Assert.Equal(live.Kernel.Current.Beta, warm.Kernel.Current.Beta);
        Assert.Equal(live.Kernel.Current.Z, warm.Kernel.Current.Z);
        Assert.Equal(live.Kernel.Current.Correlation, warm.Kernel.Current.Correlation);
    }

    [Fact]
    public void Warm_PointsDecidedBefore_KeepTheirSignal()
    {
        var (barsY, barsX) = Walk(5, 300);
        var settings = Settings with { Entry = 1.0, Exit = 0.1, Stop = 5 };
        var joint = barsY.Zip(barsX, (y, x) => new JointBar(y, x)).ToList();
        var first = new PairTracker(settings);
        first.Continue(joint);
        var transitions = first.TakeTransitions();
        Assert.NotEmpty(transitions);

        var second = new PairTracker(settings);
        second.RestoreSignal(transitions, first.EvaluatedUpTo);
        second.Warm(joint, joint[^1].OpenTime);

        Assert.Empty(second.TakeTransitions());
        Assert.Equal(first.Signal, second.Signal);
    }

    [Theory]
    [InlineData(199)]
    [InlineData(198)]
    [InlineData(185)]
    [InlineData(150)]
    public void Revise_ReplacedBar_EqualsAWarmUpFromTheCorrectedBars(int at)
    {
        var (barsY, barsX) = Walk(4, 200);
        var live = Live(barsY, barsX);

        barsY[at] = barsY[at] with { Close = barsY[at].Close * 1.0003m, Quality = BarQuality.Quiet, Revision = 1 };
        Assert.True(live.Revise(barsY[at].OpenTime, barsY[at], barsX[at]));
        AssertSame(Live(barsY, barsX), live);

        barsX[at] = barsX[at] with { Quality = BarQuality.Gap, Revision = 1 };
        Assert.True(live.Revise(barsX[at].OpenTime, barsY[at], barsX[at]));
        AssertSame(Live(barsY, barsX), live);

        barsX[at] = barsX[at] with { Quality = BarQuality.Traded, Revision = 2 };
        Assert.True(live.Revise(barsX[at].OpenTime, barsY[at], barsX[at]));
        AssertSame(Live(barsY, barsX), live);
    }

    [Fact]
    public void Revise_BarBeforeAnyHeld_AsksForAWarmUpOnlyWhereItCounts()
    {
        var (barsY, barsX) = Walk(4, 200);
        var few = new PairTracker(Settings);
        few.Continue(Joint(barsY, barsX).Skip(170));
        Assert.False(few.Revise(barsY[169].OpenTime, barsY[169], barsX[169]));
        var many = Live(barsY, barsX);
        Assert.True(many.Revise(barsY[10].OpenTime, barsY[10] with { Close = 1 }, barsX[10]));
        AssertSame(Live(barsY, barsX), many);
    }

    [Fact]
    public void Revise_BarThatWaitsForTheOtherLeg_IsJoinedAsItIsNow()
    {
        var (barsY, barsX) = Walk(4, 60);
        var tracker = new PairTracker(Settings);
        Offer(tracker, isY: true, barsY);
        Offer(tracker, isY: false, barsX.Take(58));
        tracker.Join();

        barsY[59] = barsY[59] with { Close = barsY[59].Close * 1.001m, Revision = 1 };
        Assert.True(tracker.Revise(barsY[59].OpenTime, barsY[59], null));
        Offer(tracker, isY: false, barsX.Skip(58), barsX[57].OpenTime);
        tracker.Join();
        AssertSame(Live(barsY, barsX), tracker);
    }

    [Fact]
    public void Revise_NewestGapIsFilled_BecomesAPointAndItsSignalIsDecided()
    {
        var (barsY, barsX) = Walk(4, 60);
        var gap = barsX[59] with { Quality = BarQuality.Gap };
        var tracker = Live(barsY, [.. barsX.Take(59), gap]);
        Assert.Equal(barsX[58].OpenTime, tracker.EvaluatedUpTo);

        Assert.True(tracker.Revise(gap.OpenTime, barsY[59], barsX[59]));
        AssertSame(Live(barsY, barsX), tracker);
        Assert.Equal(barsX[59].OpenTime, tracker.EvaluatedUpTo);
    }

    [Fact]
    public void Take_HintAfterAHole_SaysMissing()
    {
        var leg = new LegCursor();
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Taken, leg.Take(Bar(0, 1), null));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Missing, leg.Take(Bar(2, 1), Bar(1, 1).OpenTime));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Taken, leg.Take(Bar(1, 1), Bar(0, 1).OpenTime));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Revises, leg.Take(Bar(1, 2, revision: 1), Bar(0, 1).OpenTime));
    }

    private static PairTracker Live(IReadOnlyList<Bar> barsY, IReadOnlyList<Bar> barsX)
    {
        var tracker = new PairTracker(Settings);
        tracker.Continue(Joint(barsY, barsX));
        return tracker;
    }

    private static IEnumerable<JointBar> Joint(IEnumerable<Bar> barsY, IEnumerable<Bar> barsX) => barsY.Zip(barsX, (y, x) => new JointBar(y, x));

    private static void AssertSame(PairTracker expected, PairTracker actual)
    {
        Assert.Equal(expected.Kernel.Current, actual.Kernel.Current);
        Assert.Equal(expected.Kernel.Tests, actual.Kernel.Tests);
        Assert.Equal(expected.Newest, actual.Newest);
        Assert.Equal(expected.Quality, actual.Quality);
        Assert.Equal(expected.WindowBars.QuietShare, actual.WindowBars.QuietShare);
        Assert.Equal(expected.WindowBars.HasGap, actual.WindowBars.HasGap);
    }

    private static void Offer(PairTracker tracker, bool isY, IEnumerable<Bar> bars, long? previous = null)
    {
        foreach (var bar in bars)
        {
            Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Taken, tracker.Leg(isY).Take(bar, previous));
            previous = bar.OpenTime;
        }
    }
}
