using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Tests.Analytics;
using Xunit;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class SeriesAnalysisTests
{
    private static readonly PairSettings Settings = new()
    {
        Y = new SymbolKey(Venues.Upload, "y"),
        X = new SymbolKey(Venues.Upload, "x"),
        Window = 240,
        ZWindow = 60,
    };

    [Theory]
    [InlineData(HedgeMethod.Ols)]
    [InlineData(HedgeMethod.Tls)]
    [InlineData(HedgeMethod.Huber)]
    [InlineData(HedgeMethod.TheilSen)]
    [InlineData(HedgeMethod.Kalman)]
    public void Run_EveryMethod_FindsTheTrueHedgeAndTestsTheWindow(HedgeMethod method)
    {
        var (y, x) = Walks.Cointegrated(3, 600);

        var (snapshot, diagnostics) = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [], Settings with { Method = method }));

        Assert.True(snapshot.Ready, snapshot.Reason);
        Assert.InRange(snapshot.Beta!.Value, 1.1, 1.3);
        Assert.Null(snapshot.Time);
        Assert.True(snapshot.Cointegrated);
        Assert.Equal((240, 240), (diagnostics.Count, diagnostics.Window));
        Assert.Equal(diagnostics.EngleGranger.YOnX.PValue, snapshot.EgP);
        Assert.Equal(diagnostics.Adf.PValue, snapshot.AdfP);
        Assert.Equal(diagnostics.HalfLife, snapshot.HalfLife);
        Assert.Contains(snapshot.Interpretation!.Confidence, new[] { "high", "medium", "low" });
    }

    [Fact]
    public void Run_KalmanLongerThanFortyWindows_FiltersFromTheFirstPoint()
    {
        const int window = 10;
        var (y, x) = Walks.Cointegrated(3, 600);
        double beta = 0, alpha = 0, pbb = 1, pba = 0, paa = 1, e = 0, s = 0;
        for (var i = 0; i < 600; i++)
        {
            var (ly, lx) = (Math.Log(y[i]), Math.Log(x[i]));
            (pbb, paa) = i > 0 ? (pbb + 1e-7, paa + 1e-7) : (pbb, paa);
            var (hb, ha) = ((pbb * lx) + pba, (pba * lx) + paa);
            e = ly - (beta * lx) - alpha;
            s = (hb * lx) + ha + 1e-5;
            beta += hb / s * e;
            alpha += ha / s * e;
            (pbb, pba, paa) = (pbb - (hb * hb / s), pba - (hb * ha / s), paa - (ha * ha / s));
        }

        var settings = Settings with { Window = window, ZWindow = window, Method = HedgeMethod.Kalman, Kalman = new KalmanParameters(null, 1e-7, 1e-5, 1) };
        var (snapshot, _) = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [], settings));

        Near.Equal(beta, snapshot.Beta!.Value, 1e-8, 0, "beta");
        Near.Equal(alpha, snapshot.Alpha!.Value, 1e-8, 0, "alpha");
        Near.Equal(e, snapshot.Spread!.Value, 1e-8, 1e-9, "innovation");
        Near.Equal(e / Math.Sqrt(s), snapshot.Z!.Value, 1e-8, 1e-9, "z");
    }

    [Fact]
    public void Run_ConstantSeries_IsNullWithReasons()
    {
        var flat = Enumerable.Repeat(100.0, 300).ToArray();

        var (snapshot, diagnostics) = SeriesAnalysis.Run(new PairSeriesInput([.. flat], [.. flat], [], Settings));

        Assert.False(snapshot.Ready);
        Assert.Null(snapshot.Beta);
        Assert.Null(snapshot.Z);
        Assert.Null(snapshot.EgP);
        Assert.Null(snapshot.Cointegrated);
        Assert.All(snapshot.Metrics, metric => Assert.False(metric.Value.Ready, metric.Key));
        Assert.All(snapshot.Metrics, metric => Assert.NotEqual("", metric.Value.Reason));
        Assert.Equal("constant window", snapshot.Metrics["z"].Reason);
        Assert.Null(diagnostics.EngleGranger.YOnX.Stat);
        Assert.Null(diagnostics.EngleGranger.Cointegrated);
        Assert.Null(diagnostics.Crossings);
        Assert.Equal("constant window", diagnostics.Reasons["engleGranger.yOnX"]);
        Assert.True(diagnostics.Reasons.ContainsKey("crossings"));
        Assert.Equal("low", snapshot.Interpretation!.Confidence);
    }

    [Fact]
    public void Run_TenPoints_AnswersWhatTenPointsCanSay()
    {
        var (y, x) = Walks.Cointegrated(5, 10);

        var (snapshot, diagnostics) = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [.. Enumerable.Range(1, 10).Select(i => i * 1_000L)], Settings with { Window = 10, ZWindow = 10 }));

        Assert.True(snapshot.Ready);
        Assert.Equal(10_000, snapshot.Time);
        Assert.Null(snapshot.Correlation);
        Assert.Equal("warming 10/11", snapshot.Metrics["correlation"].Reason);
        Assert.NotEqual(true, diagnostics.EngleGranger.YOnX.Cointegrated);
        Assert.Equal(10_000, diagnostics.Time);
    }

    [Fact]
    public void Run_LongSeriesCutForASlowMethod_EndsLikeTheUncutOne()
    {
        var (y, x) = Walks.Cointegrated(9, 30_000);
        var settings = Settings with { Method = HedgeMethod.TheilSen, Window = 400 };
        Assert.InRange(SeriesAnalysis.FirstEvaluated(settings, 30_000), 1, 29_599);
        Assert.Equal(0, SeriesAnalysis.FirstEvaluated(settings, 850));

        var cut = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [], settings)).Snapshot;
        var end = SeriesAnalysis.Run(new PairSeriesInput([.. y.TakeLast(850)], [.. x.TakeLast(850)], [], settings)).Snapshot;

        Assert.Equal(end.Beta!.Value, cut.Beta!.Value, 1e-12);
        Assert.Equal(end.Z!.Value, cut.Z!.Value, 1e-9);
        Assert.Equal(end.BetaDrift!.Value, cut.BetaDrift!.Value, 1e-9);
        Assert.Equal(end.EgP!.Value, cut.EgP!.Value, 1e-9);
    }

    [Theory]
    [InlineData(HedgeMethod.Huber)]
    [InlineData(HedgeMethod.TheilSen)]
    public void Run_SlowMethodOverAHundredThousandPoints_Answers(HedgeMethod method)
    {
        var (y, x) = Walks.Cointegrated(9, 100_000);
        var snapshot = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [], Settings with { Method = method, Window = 40_000 })).Snapshot;

        Assert.True(snapshot.Ready, snapshot.Reason);
        Assert.InRange(snapshot.Beta!.Value, 1.1, 1.3);
        Assert.NotNull(snapshot.BetaDrift);
    }

    [Theory]
    [InlineData(PriceTransform.Log)]
    [InlineData(PriceTransform.Level)]
    public void Run_KalmanOnALongWindow_KeepsWhatThePointsNeed(PriceTransform transform)
    {
        // Its warm-up would be 3,000,000 points; the series outgrows what the kernel begins with.
        var (y, x) = Walks.Cointegrated(4, 100_000);
        var settings = Settings with { Method = HedgeMethod.Kalman, Transform = transform, Window = 50_000 };

        var before = GC.GetAllocatedBytesForCurrentThread();
        var kernel = new QuantPlatform.Analytics.Pairs.PairKernel(PairKernels.Of(settings), resetsOnGap: false);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
        Assert.Equal(3_000_000, kernel.Settings.WarmupPoints);
        var (snapshot, diagnostics) = SeriesAnalysis.Run(new PairSeriesInput([.. y], [.. x], [], settings));

        Assert.True(snapshot.Ready, snapshot.Reason);
        Assert.Equal(y[^1], snapshot.PriceY);
        Assert.Equal(50_000, diagnostics.Count);
        Assert.InRange(snapshot.Correlation!.Value, 0.5, 1);
    }

    [SkippableTheory]
    [InlineData("ewc_ewa_daily")]
    [InlineData("coinbase_eth_btc_1m")]
    public void Run_WholeReferencePair_EqualsTheReference(string pair)
    {
        var input = ReferenceData.Pair(pair);
        var reference = ReferenceData.Fixture(pair);
        var n = input.Y.Length;

        var (snapshot, diagnostics) = SeriesAnalysis.Run(new PairSeriesInput([.. input.Y], [.. input.X], [], Settings with { Window = n, ZWindow = n }));

        var spread = reference.GetProperty("spread");
        Assert.Equal(spread.Number("z_full_ddof1"), snapshot.Z!.Value, 1e-7);
        Assert.Equal(spread.Number("std_ddof1"), snapshot.SpreadStd!.Value, 1e-10);
        Assert.Equal(n, diagnostics.Count);
        Assert.Equal(n, snapshot.Samples);
    }
}
