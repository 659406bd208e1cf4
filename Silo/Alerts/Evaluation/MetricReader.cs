using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Reads a condition's metric off a point.</summary>
internal static class MetricReader
{
    /// <summary>True for what has a value at every second and not at bars.</summary>
    public static bool IsTimed(AlertMetric metric) => metric is AlertMetric.BarAge or AlertMetric.FeedState;

    /// <summary>True for what only a pair has.</summary>
    public static bool IsOfPair(AlertMetric metric) => metric is AlertMetric.Z or AlertMetric.AbsZ or AlertMetric.Spread or AlertMetric.Correlation
        or AlertMetric.BetaDrift or AlertMetric.VolatilityRatio or AlertMetric.AdfP or AlertMetric.EgP or AlertMetric.HalfLife;

    /// <summary>True for what a pair has of each leg.</summary>
    public static bool IsOfLeg(AlertMetric metric) => metric is AlertMetric.Price or AlertMetric.ReturnPct or AlertMetric.Volume;

    /// <summary>True for the tests that a pair works out only when somebody asks.</summary>
    public static bool IsTest(AlertMetric metric) => metric is AlertMetric.AdfP or AlertMetric.EgP or AlertMetric.HalfLife;

    /// <param name="point">Null: no bar is closed yet.</param>
    /// <param name="barEnd">When that bar ended, Unix ms.</param>
    public static RuleValue Read(RuleCondition condition, RulePoint? point, long barEnd, in RuleMoment moment)
    {
        if (condition.Metric == AlertMetric.FeedState)
        {
            return moment.Feed is { } feed ? RuleValue.Of((double)feed) : RuleValue.Absent;
        }

        if (point is null || (condition.Metric == AlertMetric.BarAge && moment.Clock == 0))
        {
            return RuleValue.Absent;
        }

        if (condition.Metric == AlertMetric.BarAge)
        {
            return RuleValue.Of(Math.Max(0, moment.Clock - barEnd) / 1_000.0);
        }

        var value = Number(condition.Metric, condition.Leg ?? RuleLeg.Y, point);
        if (double.IsFinite(value))
        {
            return new RuleValue(value, ValueState.Ready);
        }

        var bit = 1 << (int)(condition.Metric == AlertMetric.AbsZ ? AlertMetric.Z : condition.Metric);
        return ((point.Warming | point.Undefined) & bit) != 0 ? RuleValue.Absent : new RuleValue(double.NaN, ValueState.Missing);
    }

    private static double Number(AlertMetric metric, RuleLeg leg, RulePoint point) => metric switch
    {
        AlertMetric.Z => point.Z,
        AlertMetric.AbsZ => Math.Abs(point.Z),
        AlertMetric.Spread => point.Spread,
        AlertMetric.Price => leg == RuleLeg.Y ? point.PriceY : point.PriceX,
        AlertMetric.ReturnPct => leg == RuleLeg.Y ? point.ReturnY : point.ReturnX,
        AlertMetric.Volume => leg == RuleLeg.Y ? point.VolumeY : point.VolumeX,
        AlertMetric.Correlation => point.Correlation,
        AlertMetric.BetaDrift => point.BetaDrift,
        AlertMetric.VolatilityRatio => point.VolatilityRatio,
        AlertMetric.AdfP => point.AdfP,
        AlertMetric.EgP => point.EgP,
        AlertMetric.HalfLife => point.HalfLife,
        _ => double.NaN,
    };
}
