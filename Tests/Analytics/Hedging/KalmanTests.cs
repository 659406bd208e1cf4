using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Hedging;

public sealed class KalmanTests
{
    private static readonly PairSettings Settings = new() { IntervalMs = 1_000, Window = 10, ZWindow = 10, Method = HedgeMethod.Kalman };

    [Fact]
    public void Add_DataScaled_FollowsTheDefinitionInDecimals()
    {
        var input = Markets.Pair(21, 150, 6e4, 1e-4, start: 0);
        var (y, x) = (input.LogY, input.LogX);
        const int w = 20;
        var filter = new KalmanFilter(new KalmanSettings(), w);
        var oracle = new DecimalKalman(y, x, w, 1e-4m);
        for (var i = 0; i < y.Length; i++)
        {
            filter.Add(y.AsSpan(0, i + 1), x.AsSpan(0, i + 1));
            if (i == w - 1)
                Assert.True(double.IsNaN(filter.Innovation) && filter.Beta > 0);
            if (i < w)
                continue;
            oracle.Step(y[i], x[i]);
            Near.Equal((double)oracle.Beta, filter.Beta, 1e-9, 0, $"beta at {i}");
            Near.Equal((double)oracle.Alpha, filter.Alpha, 1e-9, 0, $"alpha at {i}");
            Near.Equal((double)oracle.Innovation, filter.Innovation, 1e-8, 1e-14, $"innovation at {i}");
            Near.Equal((double)oracle.Variance, filter.InnovationVariance, 1e-8, 0, $"variance at {i}");
        }
    }

    [Fact]
    public void Readiness_Kalman_NeedsOnePointMoreThanItsWindow()
    {
        var input = Markets.Pair(2, 30, 100, 1e-3, start: 0);
        var kernel = new PairKernel(Settings);
        for (var i = 0; i < 30; i++)
        {
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
            Assert.Equal(i >= 10, kernel.Readiness(PairMetric.Z).Ready);
            Assert.Equal(i >= 9, kernel.Readiness(PairMetric.Beta).Ready);
        }

        var values = kernel.Current;
        Assert.Equal(0, values.SpreadMean);
        Assert.Equal(values.Spread / values.SpreadStd, values.Z);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(777)]
    public void Add_WarmedFromTheLastPoints_EqualsColdRunBitForBit(int offset)
    {
        var input = Markets.Pair(31, 1_900, 6e4, 1e-5, start: offset * 1_000);
        foreach (var kalman in new[] { null, new KalmanSettings { Q = 1e-6, R = 1e-8, P0 = 1 } })
        {
            var settings = Settings with { Kalman = kalman };
            var cold = new PairKernel(settings);
            for (var i = 0; i < input.Times.Length; i++)
            {
                cold.Add(input.Times[i], input.Y[i], input.X[i]);
                if (i < settings.WarmupPoints || i % 37 != 0)
                    continue;
                var warm = new PairKernel(settings);
                for (var k = i + 1 - settings.WarmupPoints; k <= i; k++)
                    warm.Add(input.Times[k], input.Y[k], input.X[k]);
                Pairs.PairKernelWarmStartTests.Same(cold.Current, warm.Current, i);
                Assert.Equal(cold.Preview(3_000, 6e4), warm.Preview(3_000, 6e4));
            }
        }
    }

    [Fact]
    public void Preview_Kalman_IsTheInnovationOfTheNextPoint()
    {
        var input = Markets.Pair(2, 60, 100, 1e-3, start: 0);
        var kernel = new PairKernel(Settings);
        for (var i = 0; i < 59; i++)
            kernel.Add(input.Times[i], input.Y[i], input.X[i]);
        var preview = kernel.Preview(input.Y[59], input.X[59]);
        kernel.Add(input.Times[59], input.Y[59], input.X[59]);
        Near.Equal(kernel.Current.Spread, preview.Spread, 1e-9, 1e-16);
        Near.Equal(kernel.Current.Z, preview.Z, 1e-9, 0);
    }

    /// <summary>The filter written out in decimals with the plain covariance update.</summary>
    private sealed class DecimalKalman
    {
        private readonly decimal centreX;
        private readonly decimal centreY;
        private readonly decimal r;
        private readonly decimal qb;
        private readonly decimal qa;
        private decimal a;
        private decimal pbb;
        private decimal pba;
        private decimal paa;

        public DecimalKalman(double[] ys, double[] xs, int w, decimal delta)
        {
            var y = ys.Take(w).Select(v => (decimal)v + (decimal)(v - (double)(decimal)v)).ToArray();
            var x = xs.Take(w).Select(v => (decimal)v + (decimal)(v - (double)(decimal)v)).ToArray();
            centreX = x.Average();
            centreY = y.Average();
            var xx = x.Sum(v => (v - centreX) * (v - centreX));
            Beta = x.Zip(y, (u, v) => (u - centreX) * (v - centreY)).Sum() / xx;
            r = x.Zip(y, (u, v) => v - centreY - Beta * (u - centreX)).Sum(e => e * e) / (w - 2);
            pbb = r / xx;
            paa = r / w;
            qb = delta * r * (w - 1) / xx;
            qa = delta * r;
        }

        public decimal Beta { get; private set; }

        public decimal Alpha => centreY + a - Beta * centreX;

        public decimal Innovation { get; private set; }

        public decimal Variance { get; private set; }

        public void Step(double yValue, double xValue)
        {
            var y = (decimal)yValue + (decimal)(yValue - (double)(decimal)yValue) - centreY;
            var x = (decimal)xValue + (decimal)(xValue - (double)(decimal)xValue) - centreX;
            pbb += qb;
            paa += qa;
            Innovation = y - Beta * x - a;
            var hb = pbb * x + pba;
            var ha = pba * x + paa;
            Variance = x * hb + ha + r;
            Beta += hb / Variance * Innovation;
            a += ha / Variance * Innovation;
            pbb -= hb * hb / Variance;
            pba -= hb * ha / Variance;
            paa -= ha * ha / Variance;
        }
    }
}
