using QuantPlatform.Analytics.Prices;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Prices;

public sealed class CorrelationMatrixTests
{
    [Fact]
    public void Add_BarByBar_EqualsExactCorrelationOfTheWindow()
    {
        const int window = 50;
        var a = Markets.Pair(1, 300, 6e4, 1e-5);
        var b = Markets.Pair(2, 300, 100, 1e-4);
        double[][] closes = [a.Y, a.X, b.Y, b.X];
        closes[2][150] *= 1e6;
        var returns = Array.ConvertAll(closes, c => ExactPair.Differences(Array.ConvertAll(c, Math.Log)));
        var matrix = new CorrelationMatrix(4, window);
        for (var t = 0; t < 300; t++)
        {
            matrix.Add(t + 13, [closes[0][t], closes[1][t], closes[2][t], closes[3][t]]);
            if (t < window)
            {
                Assert.True(double.IsNaN(matrix[0, 1]));
                continue;
            }

            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(1, matrix[i, i]);
                for (var j = 0; j < i; j++)
                {
                    var expected = ExactPair.Correlation(returns[i].AsSpan(t - window, window), returns[j].AsSpan(t - window, window));
                    Near.Equal(expected, matrix[i, j], 1e-9, 1e-10, $"{i},{j} at {t}");
                    Assert.Equal(matrix[i, j], matrix[j, i]);
                }
            }
        }

        var batch = CorrelationMatrix.Compute(closes, window);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
                Near.Equal(matrix[i, j], batch[i][j], 1e-12, 1e-14);
        }
    }

    [Fact]
    public void Add_SymbolThatDoesNotMove_IsUnknownEvenWithItself()
    {
        var matrix = new CorrelationMatrix(2, 5);
        for (var t = 0; t < 10; t++)
            matrix.Add(t, [7, 100 + Math.Sin(t)]);
        Assert.True(double.IsNaN(matrix[0, 0]) && double.IsNaN(matrix[0, 1]));
        Assert.Equal(1, matrix[1, 1]);
    }
}
