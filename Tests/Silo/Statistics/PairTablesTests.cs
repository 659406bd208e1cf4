using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Tests.Silo.Pairs;
using Xunit;
using static QuantPlatform.Tests.Silo.Pairs.PairBars;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class PairTablesTests
{
    [Fact]
    public void Rows_EveryBar_HasPricesChangesAndVolumesOfEachPoint()
    {
        JointBar[] bars = [Joint(0, 100, 50), Joint(1, 110, 45), Joint(2, 99, 45, BarQuality.Gap), Joint(3, 99, 90)];

        var rows = PairTables.Rows(Settings, bars, TableStep.Bar);

        Assert.Equal([Start, Start + 1_000, Start + 3_000], rows.Select(row => row.Time));
        Assert.Null(rows[0].ChangeYPct);
        Assert.Equal(10, rows[1].ChangeYPct!.Value, 1e-12);
        Assert.Equal(-10, rows[1].ChangeXPct!.Value, 1e-12);
        Assert.Equal(-10, rows[2].ChangeYPct!.Value, 1e-12);
        Assert.Equal(100, rows[2].ChangeXPct!.Value, 1e-12);
        Assert.All(rows, row => Assert.Equal((1m, 1L), (row.VolumeY, row.TradesX)));
        Assert.All(rows, row => Assert.Null(row.Z));
    }

    [Fact]
    public void Rows_EveryMinute_EndsWithTheLastPointAndSumsTheMinute()
    {
        var (barsY, barsX) = Walk(4, 180);
        barsX[70] = barsX[70] with { Quality = BarQuality.Gap };
        var bars = barsY.Zip(barsX, (y, x) => new JointBar(y, x)).ToList();

        var rows = PairTables.Rows(Settings, bars, TableStep.Minute);

        Assert.Equal([Start, Start + 60_000, Start + 120_000], rows.Select(row => row.Time));
        Assert.Equal([60m, null, 60m], rows.Select(row => row.VolumeY));
        Assert.Equal([60L, null, 60L], rows.Select(row => row.TradesX));
        Assert.Equal((double)barsY[119].Close, rows[1].PriceY);
        Assert.Equal(100 * ((double)(barsY[119].Close / barsY[59].Close) - 1), rows[1].ChangeYPct!.Value, 1e-9);
        var (beta, z) = Slow([.. barsY.Take(60)], [.. barsX.Take(60)], 12, 10);
        Assert.Equal(beta, rows[0].Beta!.Value, 1e-9);
        Assert.Equal(z, rows[0].Z!.Value, 1e-8);
    }

    [Fact]
    public void Rows_EveryMinuteOfLongerBars_IsARowABar()
    {
        var settings = Settings with { Interval = Interval.FiveMinutes };

        Assert.Equal(300_000, PairTables.RowMs(settings, TableStep.Minute));
        Assert.Equal(1, PairTables.PointsPerRow(settings, TableStep.Minute));
        Assert.Equal(60, PairTables.PointsPerRow(Settings, TableStep.Minute));
    }

    private static JointBar Joint(int second, double y, double x, BarQuality quality = BarQuality.Traded) => new(Bar(second, y, quality), Bar(second, x));
}
