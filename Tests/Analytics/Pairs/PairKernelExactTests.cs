using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

/// <summary>Every live value against exact integer arithmetic, where naive sums fail.</summary>
public sealed class PairKernelExactTests
{
    [Theory]
    [InlineData(1.0, 1e-4, PriceTransform.Log)]
    [InlineData(6e4, 1e-5, PriceTransform.Log)]
    [InlineData(1e8, 1e-3, PriceTransform.Log)]
    [InlineData(1.0, 1e-4, PriceTransform.Level)]
    [InlineData(6e4, 1e-5, PriceTransform.Level)]
    [InlineData(1e8, 1e-5, PriceTransform.Level)]
    public void Add_AnyLevel_EqualsExactArithmetic(double level, double step, PriceTransform transform)
    {
        var input = Markets.Pair(11, 500, level, step);
        Compare(input, new PairSettings { IntervalMs = 1_000, Window = 60, ZWindow = 25, Transform = transform }, 60, 500);
    }

    [Theory]
    [InlineData(PriceTransform.Log)]
    [InlineData(PriceTransform.Level)]
    public void Add_AfterMillionfoldSpike_EqualsExactArithmetic(PriceTransform transform)
    {
        var input = Markets.Pair(5, 700, 6e4, 1e-5);
        input.Y[200] *= 1e6;
        input.X[260] *= 1e6;
        input.Y[330] *= 1e-6;
        Compare(input, new PairSettings { IntervalMs = 1_000, Window = 60, ZWindow = 40, Transform = transform }, 60, 700);
    }

    [Fact]
    public void Add_SpikeInBothLegsAtAnchor_EqualsExactArithmeticOnceItLeft()
    {
        var input = Markets.Pair(6, 400, 6e4, 1e-5, start: 0);
        input.Y[120] *= 1e6;
        input.X[120] *= 1e6;
        input.Y[119] *= 1e6;
        input.X[121] *= 1e6;
        Compare(input, new PairSettings { IntervalMs = 1_000, Window = 60, ZWindow = 60, Transform = PriceTransform.Level }, 182, 400);
    }

    [Fact]
    public void Add_TickSizedMovesWithQuietSpells_EqualsExactArithmetic()
    {
        var random = new Random(3);
        var n = 900;
        double y = 2681.62, x = 61800.0;
        var input = new PairInput(1_000, new long[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            if (random.NextDouble() < 0.3)
                y = Math.Round(y + 0.01 * random.Next(-2, 3), 2);
            if (random.NextDouble() < 0.3)
                x = Math.Round(x + 0.1 * random.Next(-2, 3), 1);
            (input.Times[i], input.Y[i], input.X[i]) = (i * 1_000, y, x);
        }

        Compare(input, new PairSettings { IntervalMs = 1_000, Window = 60, ZWindow = 60 }, 60, n);
    }

    [Fact]
    public void Add_AlmostCollinearLegs_KeepsItsAccuracy()
    {
        var input = Markets.Pair(8, 400, 6e4, 1e-3, noise: 1e-3);
        Compare(input, new PairSettings { IntervalMs = 1_000, Window = 100, ZWindow = 50 }, 100, 400);
    }

    private static void Compare(PairInput input, PairSettings settings, int from, int to)
    {
        var isLog = settings.Transform == PriceTransform.Log;
        var (y, x) = isLog ? (input.LogY, input.LogX) : (input.Y, input.X);
        var returnsY = ExactPair.Differences(input.LogY);
        var returnsX = ExactPair.Differences(input.LogX);
        var (w, z) = (settings.Window, settings.ZWindow);
        var kernel = new PairKernel(settings);
        for (var i = 0; i < to; i++)
        {
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
            if (i < from)
                continue;
            var actual = kernel.Current;
            ReadOnlySpan<double> ys = y.AsSpan(0, i + 1), xs = x.AsSpan(0, i + 1);
            var ols = ExactPair.Ols(ys[^w..], xs[^w..]);
            Near.Equal(ols.Beta, actual.Beta, 1e-9, 1e-12, $"beta at {i}");
            Near.Equal(ols.Alpha, actual.Alpha, 1e-9, 1e-11, $"alpha at {i}");
            Near.Equal(ols.BetaSe, actual.BetaSe, 1e-9, 0, $"se at {i}");
            Near.Equal(ols.R2, actual.R2, 1e-9, 1e-12, $"r2 at {i}");
            var (score, deviation) = ExactPair.Z(ys, xs, w, z);
            Near.Equal(score, actual.Z, 1e-9, 1e-10, $"z at {i}");
            Near.Equal(deviation, actual.SpreadStd, 1e-9, 0, $"std at {i}");
            Near.Equal(ExactPair.VolatilityRatio(ys[^w..], xs[^w..], w / 4), actual.VolatilityRatio, 1e-9, 0, $"volatility ratio at {i}");
            Near.Equal(ExactPair.Correlation(ys[^w..], xs[^w..]), actual.PriceCorrelation, 1e-9, 1e-12, $"price correlation at {i}");
            if (i >= w)
            {
                var correlation = ExactPair.Correlation(returnsY.AsSpan(i - w, w), returnsX.AsSpan(i - w, w));
                Near.Equal(correlation, actual.Correlation, 1e-9, 1e-11, $"correlation at {i}");
            }
        }
    }
}
