using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Datasets;

/// <summary>Bars of uploaded trades, and coarser bars of uploaded bars.</summary>
public sealed class UploadBarsTests
{
    private const long Hour = 1_704_164_400_000;

    [Fact]
    public void TradeBars_RandomTrades_AreTheBarsOfAPlainGrouping()
    {
        var random = new Random(11);
        var trades = new List<Trade>();
        var time = Hour + 250;
        for (var id = 1; id <= 4_000; id++)
        {
            time += random.Next(0, 3_000);
            trades.Add(new Trade(id, 100 + random.Next(-50, 50) * 0.01m, random.Next(1, 100) * 0.1m, time, random.Next(2) == 0, id, id));
        }

        var bars = Build(trades, false);

        foreach (var interval in Intervals.All)
        {
            var built = bars.Where(bar => bar.Interval == interval).Select(bar => bar.Bar).ToList();
            foreach (var group in trades.GroupBy(trade => trade.Time / interval.Ms() * interval.Ms()))
            {
                var bar = Assert.Single(built, bar => bar.OpenTime == group.Key);
                Assert.Equal(
                    (group.First().Price, group.Max(trade => trade.Price), group.Min(trade => trade.Price), group.Last().Price, group.Sum(trade => trade.Size), (long)group.Count(), BarQuality.Traded),
                    (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Trades, bar.Quality));
                Assert.Equal(group.Sum(trade => trade.Price * trade.Size), bar.QuoteVolume);
                Assert.Equal(group.Where(trade => !trade.IsBuyerMaker).Sum(trade => trade.Size), bar.TakerBuyVolume);
            }

            // Between them quiet bars at the close before, none left out.
            Assert.Equal((built[^1].OpenTime - built[0].OpenTime) / interval.Ms() + 1, built.Count);
            Assert.All(built.Zip(built.Skip(1)).Where(pair => pair.Second.Volume == 0), pair => Assert.Equal((BarQuality.Quiet, pair.First.Close), (pair.Second.Quality, pair.Second.Close)));
        }
    }

    [Fact]
    public void TradeBars_AMissingId_MarksTheBarsItMayBeIn()
    {
        Trade[] trades = [Trade(1, Hour), Trade(2, Hour + 1_100), Trade(5, Hour + 4_200), Trade(6, Hour + 6_000)];

        var seconds = Build(trades, hasContiguousIds: true).Where(bar => bar.Interval == Interval.OneSecond).Select(bar => bar.Bar.Quality);

        Assert.Equal([BarQuality.Traded, BarQuality.Gap, BarQuality.Gap, BarQuality.Gap, BarQuality.Gap, BarQuality.Quiet, BarQuality.Traded], seconds);
    }

    [Fact]
    public void TradeBars_MoreThanAnHourOfSilence_IsAHoleAndNotQuiet()
    {
        Trade[] trades = [Trade(1, Hour + 500), Trade(2, Hour + 10 * 3_600_000 + 500)];

        var bars = Build(trades, false);

        Assert.Equal([Hour, Hour + 36_000_000], bars.Where(bar => bar.Interval == Interval.OneSecond).Select(bar => bar.Bar.OpenTime));
        Assert.Equal([Hour, Hour + 36_000_000], bars.Where(bar => bar.Interval == Interval.OneHour).Select(bar => bar.Bar.OpenTime));
    }

    [Fact]
    public void CoarserBars_CompleteOnes_AreMergedAndIncompleteOnesMarkedOrLeftOut()
    {
        // Minutes 3..4 (an incomplete start), 5..9 whole, 10..14 without 12, 15..16 (an incomplete end).
        int[] minutes = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16];
        var merged = new List<StoredBar>();
        var coarser = new CoarserBars(Interval.FiveMinutes, 5, merged.Add);
        foreach (var minute in minutes)
        {
            coarser.Add(new Bar(Hour + (minute * 60_000L), minute, minute + 2, minute - 2, minute + 1, 10, 100 * minute, 4, 7, null, null, BarQuality.Traded, 0, BarSource.Upload));
        }

        coarser.Finish();

        Assert.Equal(
            [
                new Bar(Hour + 300_000, 5, 11, 3, 10, 50, 3_500, 20, 35, null, null, BarQuality.Traded, 0, BarSource.Upload),
                new Bar(Hour + 600_000, 10, 16, 8, 15, 40, 4_800, 16, 28, null, null, BarQuality.Gap, 0, BarSource.Upload),
            ],
            merged.Select(bar => bar.Bar));
    }

    private static Trade Trade(long id, long time) => new(id, 100, 1, time, false, id, id);

    private static List<StoredBar> Build(IEnumerable<Trade> trades, bool hasContiguousIds)
    {
        var bars = new List<StoredBar>();
        var builder = new TradeBars(Intervals.All, hasContiguousIds, bars.Add);
        foreach (var trade in trades)
        {
            builder.Add(trade);
        }

        builder.Finish();
        return bars;
    }
}
