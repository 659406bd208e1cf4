using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Statistics;

/// <summary>The tests of the last window of stored points.</summary>
internal static class WindowDiagnostics
{
    /// <param name="bars">Ascending, with the warm-up in front; bars with gaps are passed over.</param>
    /// <param name="window">Points of the window; fewer are all used, and the hedge is then estimated from those.</param>
    public static DiagnosticsReport Of(Settings settings, IEnumerable<JointBar> bars, int window)
    {
        var points = bars.Where(bar => bar.IsPoint).ToList();
        var inWindow = points.TakeLast(window).ToList();
        var found = inWindow.Count < Settings.MinWindow
            ? PairDiagnostics.Compute([], [])
            : Compute(settings with { Window = inWindow.Count }, points);
        return DiagnosticsReports.Of(
            found with { Count = inWindow.Count }, inWindow.Count == 0 ? null : inWindow[^1].OpenTime, window,
            [.. inWindow.Select(bar => bar.Y)], [.. inWindow.Select(bar => bar.X)]);
    }

    /// <summary>Of the kernel's window, under its own coefficients.</summary>
    public static PairDiagnostics Of(PairKernel kernel)
    {
        var spread = new double[kernel.WindowY.Length];
        kernel.CopySpread(spread);
        return PairDiagnostics.Compute(kernel.WindowY, kernel.WindowX, spread);
    }

    private static PairDiagnostics Compute(Settings settings, List<JointBar> points)
    {
        // A window on demand reaches over gaps: its points are simply the last ones.
        var kernel = new PairKernel(PairKernels.Of(settings), resetsOnGap: false);
        foreach (var point in points)
        {
            kernel.Add(point.OpenTime, (double)point.Y.Close, (double)point.X.Close);
        }

        return Of(kernel);
    }
}
