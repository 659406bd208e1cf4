using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Statistics;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class SymbolFiguresTests
{
    private static readonly ImmutableArray<SymbolKey> Three = [Y, X, new SymbolKey("test", "SOL")];

    [Fact]
    public void Of_SomeBars_DescribesThoseThereAre()
    {
        // Closes 2, 4, 6: mean 4, std 2, return 200 %.
        Bar[] bars = [Bar(0, 2), Bar(1, 4), Bar(2, 6)];

        var figures = SymbolFigures.Of(bars, Interval.OneSecond, 5);

        Assert.Equal((4.0, 2.0, 6.0, 2.0, 6.0), (figures.Mean!.Value, figures.Std!.Value, figures.High!.Value, figures.Low!.Value, figures.Last!.Value));
        Assert.Equal(200, figures.ReturnPct!.Value, 1e-12);
        Assert.Equal((3.0, 4.0, 3L), (figures.Volume!.Value, figures.Vwap!.Value, figures.Trades!.Value));
        Assert.Equal((3, 5, false), (figures.Samples, figures.Required, figures.Ready));
        // Log returns ln 2 and ln 1.5: their deviation over the square root of 2, times the root of the seconds of a year.
        Assert.Equal(Math.Log(2 / 1.5) / Math.Sqrt(2) * Math.Sqrt(365.0 * 86_400), figures.Volatility!.Value, 1e-6);
    }

    [Fact]
    public void Of_NoBars_IsUnknown()
    {
        var figures = SymbolFigures.Of([], Interval.OneMinute, 10);

        Assert.Equal((null, null, null, null), (figures.Mean, figures.Volume, figures.Trades, figures.Last));
        Assert.False(figures.Ready);
    }

    [Fact]
    public void Correlation_JoinsByOpenTimeAndTakesTheLastWindow()
    {
        var returns = new[] { 0.01, -0.02, 0.03, 0.01, -0.01, 0.02 };
        var y = Prices(returns, 1);
        var x = Prices(returns, -2);
        var flat = y.Select(bar => bar with { Close = 7 }).ToList();
        // A bar that only y has counts for none.
        y.Insert(3, Bar(2, 1) with { OpenTime = Start + 2_500 });

        var table = SymbolFigures.Correlation(Three, [y, x, flat], 4);

        Assert.Equal(4, table.Samples);
        Assert.Equal(1, table.Matrix[0][0]);
        Assert.Equal(-1, table.Matrix[0][1]!.Value, 1e-9);
        Assert.Equal(table.Matrix[0][1], table.Matrix[1][0]);
        Assert.Null(table.Matrix[2][2]);
        Assert.Null(table.Matrix[0][2]);
    }

    [Fact]
    public void Correlation_NothingInCommon_IsUnknown()
    {
        var table = SymbolFigures.Correlation(Three, [[Bar(0, 1), Bar(1, 2)], [Bar(5, 1)], []], 10);

        Assert.Equal(0, table.Samples);
        Assert.All(table.Matrix, row => Assert.All(row, cell => Assert.Null(cell)));
    }

    private static List<Bar> Prices(double[] returns, int times)
    {
        var bars = new List<Bar> { Bar(0, 100) };
        var log = Math.Log(100);
        for (var i = 0; i < returns.Length; i++)
        {
            log += times * returns[i];
            bars.Add(Bar(i + 1, 1) with { Close = (decimal)Math.Exp(log) });
        }

        return bars;
    }
}
