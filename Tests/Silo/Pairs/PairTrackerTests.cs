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

    [Fact]
    public void Take_HintAfterAHole_SaysMissing()
    {
        var leg = new LegCursor();
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Taken, leg.Take(Bar(0, 1), null));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Missing, leg.Take(Bar(2, 1), Bar(1, 1).OpenTime));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Taken, leg.Take(Bar(1, 1), Bar(0, 1).OpenTime));
        Assert.Equal(QuantPlatform.Silo.Pairs.Offer.Revises, leg.Take(Bar(1, 2, revision: 1), Bar(0, 1).OpenTime));
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
