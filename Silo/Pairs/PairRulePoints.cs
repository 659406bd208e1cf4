using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Pairs;

/// <summary>What rules see of a pair's bars: the values of its kernel, and why one is not there.</summary>
internal static class PairRulePoints
{
    /// <summary>Those of a run of joint bars, by the kernel that runs live.</summary>
    /// <param name="bars">Ascending, with the warm-up in front.</param>
    public static List<RulePoint> Of(Settings settings, IEnumerable<JointBar> bars, bool withTests)
    {
        var kernel = PairKernels.Create(settings);
        var points = new List<RulePoint>();
        JointBar? before = null;
        foreach (var bar in bars)
        {
            if (bar.IsPoint)
            {
                kernel.Add(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
            }

            points.Add(Of(kernel, bar, before, settings.Interval.Ms(), withTests));
            before = bar;
        }

        return points;
    }

    /// <param name="before">The joint bar before; a return needs the one just before.</param>
    public static RulePoint Of(PairKernel kernel, JointBar bar, JointBar? before, long intervalMs, bool withTests)
    {
        var revision = Math.Max(bar.Y.Revision, bar.X.Revision);
        if (!bar.IsPoint)
        {
            return RulePoint.Empty(bar.OpenTime, revision);
        }

        ref readonly var values = ref kernel.Current;
        var last = before is { IsPoint: true } just && just.OpenTime == bar.OpenTime - intervalMs ? before : null;
        var tests = withTests ? kernel.Tests : PairTests.Warming;
        var missing = new Absences(kernel);
        missing.Look(AlertMetric.Z, values.Z, PairMetric.Z);
        missing.Look(AlertMetric.Spread, values.Spread, PairMetric.Beta);
        missing.Look(AlertMetric.Correlation, values.Correlation, PairMetric.Correlation);
        missing.Look(AlertMetric.BetaDrift, values.BetaDrift, PairMetric.BetaDrift);
        missing.Look(AlertMetric.VolatilityRatio, values.VolatilityRatio, PairMetric.VolatilityRatio);
        missing.LookTest(AlertMetric.HalfLife, tests.HalfLife.Bars, tests.Time);
        missing.LookTest(AlertMetric.AdfP, tests.AdfP, tests.Time);
        missing.LookTest(AlertMetric.EgP, tests.EngleGrangerP, tests.Time);
        return new RulePoint(
            bar.OpenTime,
            values.PriceY,
            values.PriceX,
            Return(bar.Y, last?.Y),
            Return(bar.X, last?.X),
            (double)bar.Y.Volume,
            (double)bar.X.Volume,
            values.Z,
            values.Spread,
            values.Beta,
            values.Correlation,
            values.BetaDrift,
            values.VolatilityRatio,
            tests.AdfP,
            tests.EngleGrangerP,
            tests.HalfLife.Bars,
            missing.Warming | (last is null ? 1 << (int)AlertMetric.ReturnPct : 0),
            missing.Undefined,
            revision);
    }

    private static double Return(Bar bar, Bar? before) => before is null ? double.NaN : 100 * (double)((bar.Close / before.Close) - 1);

    /// <summary>Collects why values are not there: a constant window or a test without a result is undefined, everything else warms up.</summary>
    private ref struct Absences(PairKernel kernel)
    {
        public int Warming { get; private set; }

        public int Undefined { get; private set; }

        public void Look(AlertMetric metric, double value, PairMetric readiness)
        {
            if (!double.IsFinite(value))
            {
                Note(metric, kernel.Readiness(readiness).State is ReadinessState.Warming or ReadinessState.Gap);
            }
        }

        public void LookTest(AlertMetric metric, double value, long? testedAt)
        {
            if (!double.IsFinite(value))
            {
                Note(metric, testedAt is null);
            }
        }

        private void Note(AlertMetric metric, bool warms)
        {
            Warming |= warms ? 1 << (int)metric : 0;
            Undefined |= warms ? 0 : 1 << (int)metric;
        }
    }
}
