using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>What rules see of a symbol's bars.</summary>
internal static class SymbolPoints
{
    /// <param name="bars">Ascending.</param>
    /// <param name="before">The point before the first bar, for its return; null: unknown.</param>
    public static IEnumerable<RulePoint> Of(IEnumerable<Bar> bars, Interval interval, RulePoint? before)
    {
        foreach (var bar in bars)
        {
            before = Of(bar, interval, before);
            yield return before;
        }
    }

    private static RulePoint Of(Bar bar, Interval interval, RulePoint? before)
    {
        if (bar.Quality == BarQuality.Gap)
        {
            return RulePoint.Empty(bar.OpenTime, bar.Revision);
        }

        var close = (double)bar.Close;
        var hasReturn = before is not null && before.Time == bar.OpenTime - interval.Ms() && double.IsFinite(before.PriceY);
        return RulePoint.Empty(bar.OpenTime, bar.Revision) with
        {
            PriceY = close,
            VolumeY = (double)bar.Volume,
            ReturnY = hasReturn ? 100 * ((close / before!.PriceY) - 1) : double.NaN,
            Warming = hasReturn ? 0 : 1 << (int)AlertMetric.ReturnPct,
        };
    }
}
