using System.Text;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Tests.Analytics;
using static QuantPlatform.Benchmarks.Analytics.AnalyticsReport;

namespace QuantPlatform.Benchmarks.Analytics;

/// <summary>Relative errors against exact integer arithmetic after twenty million updates, and after a spike.</summary>
internal static class AccuracySection
{
    private const int Window = 60;
    private const int Updates = 20_000_000;

    public static void Write(StringBuilder text)
    {
        text.AppendLine("## Accuracy").AppendLine();
        text.AppendLine("Largest relative error over the last 500 of 20,000,000 one-second updates at level 60,000, W = Z = 60, against exact arithmetic on the same doubles.").AppendLine();
        text.AppendLine("| prices | a 1e6x spike, then it leaves | β | z | correlation of returns |").AppendLine("|---|---|---|---|---|");
        foreach (var transform in new[] { PriceTransform.Log, PriceTransform.Level })
        {
            foreach (var spike in new[] { false, true })
            {
                var (beta, z, correlation) = Run(transform, spike);
                Line(text, $"| {(transform == PriceTransform.Log ? "log" : "level")} | {(spike ? "yes" : "no")} | {beta:0.0e+0} | {z:0.0e+0} | {correlation:0.0e+0} |");
            }
        }

        text.AppendLine();
    }

    private static (double Beta, double Z, double Correlation) Run(PriceTransform transform, bool spike)
    {
        var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = Window, ZWindow = Window, Transform = transform });
        List<double> ys = [], xs = [];
        var state = 88172645463325252UL;
        double common = 0, own = 0, beta = 0, z = 0, correlation = 0;
        for (var i = 0; i < Updates; i++)
        {
            common = 0.9999 * common + 2 * Uniform(ref state);
            own = 0.9 * own + 0.1 * Uniform(ref state);
            var (py, px) = (3_000 + 0.05 * common + own, 60_000 + common);
            if (spike && i == Updates - 600)
                py *= 1e6;
            kernel.Add(i * 1_000L, py, px);
            if (i < Updates - 1_000)
                continue;
            ys.Add(py);
            xs.Add(px);
            if (i < Updates - 500)
                continue;
            var (ly, lx) = (ys[^(Window + 1)..].Select(v => Math.Log(v)).ToArray(), xs[^(Window + 1)..].Select(v => Math.Log(v)).ToArray());
            var (ty, tx) = transform == PriceTransform.Log ? (ly, lx) : (ys[^(Window + 1)..].ToArray(), xs[^(Window + 1)..].ToArray());
            beta = Math.Max(beta, Error(ExactPair.Ols(ty.AsSpan(1), tx.AsSpan(1)).Beta, kernel.Current.Beta));
            z = Math.Max(z, Error(ExactPair.Z(ty.AsSpan(1), tx.AsSpan(1), Window, Window).Z, kernel.Current.Z));
            correlation = Math.Max(correlation, Error(ExactPair.Correlation(ExactPair.Differences(ly), ExactPair.Differences(lx)), kernel.Current.Correlation));
        }

        return (beta, z, correlation);
    }

    private static double Error(double expected, double actual) => Math.Abs((actual - expected) / expected);

    private static double Uniform(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (state >> 11) * (1.0 / (1UL << 53)) - 0.5;
    }
}
