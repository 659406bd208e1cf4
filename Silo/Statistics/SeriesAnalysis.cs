using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;

namespace QuantPlatform.Silo.Statistics;

/// <summary>Runs a series through the kernel that runs live and reads the pair at its end.</summary>
internal static class SeriesAnalysis
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <param name="input">Has passed <see cref="SeriesRules"/>.</param>
    public static PairAnalysis Run(PairSeriesInput input)
    {
        var settings = input.Settings;
        var count = input.Y.Length;
        var kernel = new PairKernel(PairKernels.Of(settings), resetsOnGap: false, restartsFilters: false);
        var step = (long)settings.Interval;
        var signal = SignalState.Flat;
        var from = FirstEvaluated(settings, count);
        for (var i = 0; i < count; i++)
        {
            if (i < from)
            {
                kernel.Skip(i * step, input.Y[i], input.X[i]);
                continue;
            }

            kernel.Add(i * step, input.Y[i], input.X[i]);
            signal = SignalMachine.Next(signal, kernel.Current.Z, settings.Entry, settings.Exit, settings.Stop);
        }

        var time = input.Time.IsEmpty ? (long?)null : input.Time[^1];
        var found = WindowDiagnostics.Of(kernel);
        var view = new PairView(kernel, signal, PairTestMetrics.Of(kernel, found), Quality: null, QuietShare: 0, HasGap: false);
        var snapshot = PairSnapshots.Of(new PairDefinition("", 1, 0, settings), view, 0, FeedState.Live, null) with { Time = time };
        return new PairAnalysis(snapshot, DiagnosticsReports.Of(found, time, settings.Window, [], []));
    }

    /// <summary>The first point whose values are worked out: all of them, unless a slow method would take too long; the values at the end are the same, only the signal is replayed over less.</summary>
    public static int FirstEvaluated(Contracts.Pairs.PairSettings settings, int count) => Math.Max(0, count - HedgeCost.FitsWithin(settings, Longest));
}
