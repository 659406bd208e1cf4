using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The points of a run of joint bars.</summary>
internal static class PairSeries
{
    /// <param name="bars">Ascending, with the warm-up in front.</param>
    /// <param name="transitions">Ascending; the signal is flat before the first.</param>
    /// <param name="from">Points before this open time only warm up.</param>
    /// <param name="limit">Most points.</param>
    public static List<PairPoint> Points(PairSettings settings, IEnumerable<JointBar> bars, IReadOnlyList<SignalTransition> transitions, long from, int limit)
    {
        var kernel = PairKernels.Create(settings);
        var points = new List<PairPoint>();
        var signal = PairSignal.Flat;
        var next = 0;
        foreach (var bar in bars)
        {
            while (next < transitions.Count && transitions[next].Time <= bar.OpenTime)
            {
                signal = transitions[next++].Signal;
            }

            if (!bar.IsPoint)
            {
                continue;
            }

            var (y, x) = ((double)bar.Y.Close, (double)bar.X.Close);
            if (bar.OpenTime < from)
            {
                kernel.Skip(bar.OpenTime, y, x);
            }
            else if (points.Count < limit)
            {
                kernel.Add(bar.OpenTime, y, x);
                points.Add(Point(kernel.Current, signal, bar));
            }
        }

        return points;
    }

    private static PairPoint Point(in Analytics.Pairs.PairValues values, PairSignal signal, JointBar bar) => new(
        bar.OpenTime,
        values.PriceY,
        values.PriceX,
        PairKernels.Known(values.Alpha),
        PairKernels.Known(values.Beta),
        PairKernels.Known(values.Spread),
        PairKernels.Known(values.SpreadMean),
        PairKernels.Known(values.SpreadStd),
        PairKernels.Known(values.Z),
        PairKernels.Known(values.Correlation),
        signal,
        bar.Quality,
        PairKernels.Known(values.BetaSe));
}
