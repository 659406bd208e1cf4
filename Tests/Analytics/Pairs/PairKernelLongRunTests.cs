using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

/// <summary>Nothing wears off: twenty million one-second updates at level 60,000, a millionfold spike that has left the window, nothing allocated.</summary>
public sealed class PairKernelLongRunTests
{
    [Theory]
    [InlineData(PriceTransform.Level)]
    [InlineData(PriceTransform.Log)]
    public void Add_TwentyMillionUpdates_EqualsExactArithmetic(PriceTransform transform)
    {
        const int window = 60, updates = 20_000_000;
        var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = window, ZWindow = window, Transform = transform });
        var y = new double[window + 1];
        var x = new double[window + 1];
        var state = 88172645463325252UL;
        double common = 0, own = 0;
        long before = 0;
        for (var i = 0; i < updates; i++)
        {
            common = 0.9999 * common + 2 * Uniform(ref state);
            own = 0.9 * own + 0.1 * Uniform(ref state);
            var (py, px) = (3_000 + 0.05 * common + own, 60_000 + common);
            if (i == updates - 500)
                py *= 1e6;
            kernel.Add(i * 1_000L, py, px);
            if (i == 1_000)
                before = GC.GetAllocatedBytesForCurrentThread();
            if (i < updates - window - 1)
                continue;
            y[i - (updates - window - 1)] = py;
            x[i - (updates - window - 1)] = px;
        }

        // Not 0: a collection that another test causes closes this thread's buffer, which counts as a few bytes. One object in a thousand updates would be 480 kB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
        var (ly, lx) = (Array.ConvertAll(y, Math.Log), Array.ConvertAll(x, Math.Log));
        var (ty, tx) = transform == PriceTransform.Log ? (ly, lx) : (y, x);
        var exact = ExactPair.Ols(ty.AsSpan(1), tx.AsSpan(1));
        Near.Equal(exact.Beta, kernel.Current.Beta, 1e-11, 0, "beta");
        Near.Equal(exact.R2, kernel.Current.R2, 1e-11, 0, "r2");
        Near.Equal(ExactPair.Z(ty.AsSpan(1), tx.AsSpan(1), window, window).Z, kernel.Current.Z, 1e-10, 0, "z");
        Near.Equal(ExactPair.Correlation(ExactPair.Differences(ly), ExactPair.Differences(lx)), kernel.Current.Correlation, 1e-10, 0, "correlation");
    }

    private static double Uniform(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (state >> 11) * (1.0 / (1UL << 53)) - 0.5;
    }
}
