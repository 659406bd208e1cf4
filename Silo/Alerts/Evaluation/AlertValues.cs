using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>The values that an alert carries: what was known of its target at that bar, by the API's names; null: not ready.</summary>
internal static class AlertValues
{
    public static ImmutableSortedDictionary<string, double?> Of(RuleDefinition rule, TargetInfo target, RulePoint? point, in RuleMoment moment, long barEnd)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double?>(StringComparer.Ordinal);
        if (point is not null && target.Target.Pair is not null)
        {
            AddPair(values, point);
        }
        else if (point is not null)
        {
            values["price"] = Known(point.PriceY);
            values["returnPct"] = Known(point.ReturnY);
            values["volume"] = Known(point.VolumeY);
        }

        foreach (var condition in rule.Settings.Conditions.Where(condition => MetricReader.IsTimed(condition.Metric)))
        {
            var value = MetricReader.Read(condition, point, barEnd, moment);
            values[RuleWording.Name(condition.Metric)] = value.IsReady ? value.Number : null;
        }

        return values.ToImmutable();
    }

    private static void AddPair(ImmutableSortedDictionary<string, double?>.Builder values, RulePoint point)
    {
        values["priceY"] = Known(point.PriceY);
        values["priceX"] = Known(point.PriceX);
        values["returnPctY"] = Known(point.ReturnY);
        values["returnPctX"] = Known(point.ReturnX);
        values["volumeY"] = Known(point.VolumeY);
        values["volumeX"] = Known(point.VolumeX);
        values["z"] = Known(point.Z);
        values["spread"] = Known(point.Spread);
        values["beta"] = Known(point.Beta);
        values["correlation"] = Known(point.Correlation);
        values["betaDrift"] = Known(point.BetaDrift);
        values["volatilityRatio"] = Known(point.VolatilityRatio);
        values["adfP"] = Known(point.AdfP);
        values["egP"] = Known(point.EgP);
        values["halfLife"] = Known(point.HalfLife);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
