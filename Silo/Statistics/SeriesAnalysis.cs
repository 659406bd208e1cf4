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
    /// <param name="input">Has passed <see cref="SeriesRules"/>.</param>
    public static PairAnalysis Run(PairSeriesInput input)
    {
        var settings = input.Settings;
        var count = input.Y.Length;
        var kernel = new PairKernel(PairKernels.Of(settings), resetsOnGap: false, restartsFilters: false);
        var step = (long)settings.Interval;
        var signal = SignalState.Flat;
        for (var i = count - SeriesRules.PointsToRun(settings, count); i < count; i++)
        {
            kernel.Add(i * step, input.Y[i], input.X[i]);
            signal = SignalMachine.Next(signal, kernel.Current.Z, settings.Entry, settings.Exit, settings.Stop);
        }

        var time = input.Time.IsEmpty ? (long?)null : input.Time[^1];
        var found = WindowDiagnostics.Of(kernel);
        var view = new PairView(kernel, signal, PairTestMetrics.Of(kernel, found), Quality: null, QuietShare: 0, HasGap: false);
        var snapshot = PairSnapshots.Of(new PairDefinition("", 1, 0, settings), view, 0, FeedState.Live, null) with { Time = time };
        return new PairAnalysis(snapshot, DiagnosticsReports.Of(found, time, settings.Window, [], []));
    }
}
