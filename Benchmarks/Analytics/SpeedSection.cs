using System.Text;
using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Pairs;
using static QuantPlatform.Benchmarks.Analytics.AnalyticsReport;

namespace QuantPlatform.Benchmarks.Analytics;

/// <summary>How long a live update, a batch and the tests take.</summary>
internal static class SpeedSection
{
    private static readonly int[] Windows = [60, 300, 1000];

    public static void Write(StringBuilder text, PythonBaseline? baseline)
    {
        Live(text, baseline);
        Batch(text, baseline);
        Tests(text, baseline);
    }

    private static void Live(StringBuilder text, PythonBaseline? baseline)
    {
        text.AppendLine("## A live update").AppendLine();
        text.AppendLine("β, α, standard error, R², spread, z, correlation of returns and of prices, β drift, volatility ratio; log prices. Baseline: β, spread, z and one correlation of the").AppendLine(
            "last window in plain numpy, per pair.").AppendLine();
        text.AppendLine("| W | Z | ns an update | bytes | numpy, µs | ratio |").AppendLine("|---|---|---|---|---|---|");
        var (y, x) = Walks.Pair(20_000);
        foreach (var window in new[] { 60, 240, 300, 1000 })
        {
            foreach (var z in new[] { 60, window }.Distinct())
            {
                var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = window, ZWindow = z });
                long time = 0;
                var ns = BestNs(() => Feed(kernel, y, x, ref time, 2_000), 2_000);
                var before = GC.GetAllocatedBytesForCurrentThread();
                Feed(kernel, y, x, ref time, 20_000);
                var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                var numpy = baseline is null || window == 240 ? double.NaN : baseline.Value("D_live_per_pair_per_bar", window, "D3_numpy_window_us");
                Line(text, $"| {window} | {z} | {ns:0} | {bytes} | {Show(numpy, "0.0")} | {Times(1_000 * numpy / ns, "0")} |");
            }
        }

        text.AppendLine();
    }

    private static void Feed(PairKernel kernel, double[] y, double[] x, ref long time, int count)
    {
        for (var i = 0; i < count; i++, time += 1_000)
            kernel.Add(time, y[i], x[i]);
    }

    private static void Batch(StringBuilder text, PythonBaseline? baseline)
    {
        text.AppendLine("## Batch: β, spread, z and correlation at every bar of 20,000").AppendLine();
        text.AppendLine("`RollingHedge`, million pair-bars a second. numpy works on running sums without the accuracy: its best case is one pair, which stays in the cache.").AppendLine();
        text.AppendLine("| pairs | W | one thread | all cores | numpy | ratio | pandas | ratio |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var (pairs, window) in new[] { (1, 60), (1, 300), (1, 1000), (10, 60), (10, 300), (10, 1000), (100, 300) })
        {
            var legs = Enumerable.Range(0, pairs).Select(i => Walks.Pair(20_000, i)).Select(p => (Y: Array.ConvertAll(p.Y, Math.Log), X: Array.ConvertAll(p.X, Math.Log))).ToArray();
            var columns = legs.Select(_ => new RollingHedgeColumns(20_000)).ToArray();
            var one = 1e3 * pairs * 20_000 / BestNs(() =>
            {
                for (var i = 0; i < pairs; i++)
                    RollingHedge.Compute(window, window, 0, legs[i].Y, legs[i].X, columns[i]);
            });
            var all = 1e3 * pairs * 20_000 / BestNs(() => Parallel.For(0, pairs, i => RollingHedge.Compute(window, window, 0, legs[i].Y, legs[i].X, columns[i], Environment.ProcessorCount)));
            var numpy = baseline is null ? double.NaN : baseline.Value("B_rolling", window, "numpy_pair_bars_s", pairs) / 1e6;
            var pandas = baseline is null ? double.NaN : baseline.Value("B_rolling", window, "pandas_pair_bars_s", pairs) / 1e6;
            var best = Math.Max(one, all);
            Line(text, $"| {pairs} | {window} | {one:0.0} | {all:0.0} | {Show(numpy, "0.0")} | {Times(best / numpy, "0.0")} | {Show(pandas, "0.00")} | {Times(best / pandas, "0")} |");
        }

        text.AppendLine();
    }

    private static void Tests(StringBuilder text, PythonBaseline? baseline)
    {
        text.AppendLine("## Tests on demand").AppendLine();
        text.AppendLine("| n | ADF with AIC, ms | statsmodels, ms | ratio | Engle-Granger both ways, ms | Johansen, ms | everything of the diagnostics, ms |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var n in Windows)
        {
            var (py, px) = Walks.Pair(n);
            var (y, x) = (Array.ConvertAll(py, Math.Log), Array.ConvertAll(px, Math.Log));
            var adf = BestNs(() => AdfTest.Run(y)) / 1e6;
            var both = BestNs(() =>
            {
                EngleGrangerTest.Run(y, x);
                EngleGrangerTest.Run(x, y);
            }) / 1e6;
            var johansen = BestNs(() => JohansenTest.Run([y, x])) / 1e6;
            var everything = BestNs(() => PairDiagnostics.Compute(y, x)) / 1e6;
            var python = baseline?.Value("C_adf", n, "aic_ms") ?? double.NaN;
            Line(text, $"| {n} | {adf:0.000} | {Show(python, "0.0")} | {Times(python / adf, "0")} | {both:0.000} | {johansen:0.000} | {everything:0.00} |");
        }

        text.AppendLine();
    }

    private static string Times(double ratio, string format) => double.IsNaN(ratio) ? "-" : Show(ratio, format) + "x";

    private static string Show(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
