using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Pairs;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Pairs;

public sealed class PairSnapshotsTests
{
    private static readonly string[] TestMetrics = ["halfLife", "adfP", "egP", "cointegrated"];

    [Fact]
    public void Of_FullWindow_ShowsTheTestsOfTheLastRefresh()
    {
        // W = 120 is refreshed at bar indices that are multiples of 12; Start is one (86,400 / 12 = 7,200), so second 204 is one too, and 205 to 209 are not.
        var (barsY, barsX) = Walk(7, 210);
        var settings = Settings with { Window = 120, ZWindow = 20 };

        var snapshot = Snapshot(settings, barsY, barsX);

        Assert.Equal(0, (Start / 1_000 + 204) % 12);
        var y = barsY.Skip(205 - 120).Take(120).Select(bar => Math.Log((double)bar.Close)).ToArray();
        var x = barsX.Skip(205 - 120).Take(120).Select(bar => Math.Log((double)bar.Close)).ToArray();
        var eg = EngleGrangerTest.Run(y, x);
        var spread = y.Zip(x, (a, b) => a - (eg.Beta * b)).ToArray();
        Assert.Equal(eg.PValue, snapshot.EgP!.Value, 1e-9);
        Assert.Equal(eg.Cointegrated, snapshot.Cointegrated);
        Assert.Equal(AdfTest.Run(spread).PValue, snapshot.AdfP!.Value, 1e-6);
        Assert.Equal(HalfLife.Of(spread).Bars, snapshot.HalfLife!.Value, 1e-6);
        Assert.All(TestMetrics, name => Assert.Equal(new MetricReadiness(120, 120, true, ""), snapshot.Metrics[name]));
    }

    [Fact]
    public void Of_WindowNotFull_HasNoTestsAndSaysWarming()
    {
        var (barsY, barsX) = Walk(7, 50);

        var snapshot = Snapshot(Settings with { Window = 120, ZWindow = 20 }, barsY, barsX);

        Assert.Null(snapshot.HalfLife);
        Assert.Null(snapshot.AdfP);
        Assert.Null(snapshot.EgP);
        Assert.Null(snapshot.Cointegrated);
        Assert.All(TestMetrics, name => Assert.Equal(new MetricReadiness(50, 120, false, "warming 50/120"), snapshot.Metrics[name]));
    }

    [Fact]
    public void Of_WindowFullBetweenRefreshes_WaitsForTheNext()
    {
        var (barsY, barsX) = Walk(7, 124);

        // The 120th point is second 119, the refresh is due at second 120; the legs start one later here, so it is full at 121.
        var snapshot = Snapshot(Settings with { Window = 120, ZWindow = 20 }, barsY.Skip(2), barsX.Skip(2));

        Assert.All(TestMetrics, name => Assert.Equal(new MetricReadiness(120, 120, false, "next refresh"), snapshot.Metrics[name]));
    }

    [Fact]
    public void Of_ConstantLegs_IsNullWithTheReason()
    {
        var bars = Enumerable.Range(0, 60).Select(second => Bar(second, 100)).ToList();

        var snapshot = Snapshot(Settings, bars, bars);

        Assert.Null(snapshot.Beta);
        Assert.Null(snapshot.EgP);
        Assert.Null(snapshot.Cointegrated);
        Assert.Equal("constant window", snapshot.Metrics["beta"].Reason);
        Assert.All(TestMetrics, name => Assert.Equal("constant window", snapshot.Metrics[name].Reason));
    }

    [Theory]
    [InlineData(HedgeMethod.Ols)]
    [InlineData(HedgeMethod.Tls)]
    [InlineData(HedgeMethod.Huber)]
    [InlineData(HedgeMethod.TheilSen)]
    [InlineData(HedgeMethod.Kalman)]
    public void Of_EveryMethod_IsReadyAndNearTheTrueHedge(HedgeMethod method)
    {
        // Walk moves y by 1.2 times x's return, with noise of a quarter of it.
        var (barsY, barsX) = Walk(11, 400);

        var snapshot = Snapshot(Settings with { Window = 120, ZWindow = 20, Method = method }, barsY, barsX);

        Assert.True(snapshot.Ready, snapshot.Reason);
        Assert.InRange(snapshot.Beta!.Value, 1.1, 1.3);
        Assert.NotNull(snapshot.Z);
        Assert.NotNull(snapshot.EgP);
        Assert.Equal(method == HedgeMethod.Kalman ? 121 : 120, snapshot.Required);
    }

    private static PairSnapshot Snapshot(PairSettings settings, IEnumerable<Bar> barsY, IEnumerable<Bar> barsX)
    {
        var tracker = new PairTracker(settings);
        tracker.Continue(barsY.Zip(barsX, (y, x) => new JointBar(y, x)));
        return PairSnapshots.Of(new PairDefinition("p1", 1, 0, settings), tracker, 1, FeedState.Live, null);
    }
}
