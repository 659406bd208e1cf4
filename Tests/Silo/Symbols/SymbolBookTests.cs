using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using Xunit;
using static QuantPlatform.Tests.Silo.Symbols.TapeBuilder;

namespace QuantPlatform.Tests.Silo.Symbols;

public sealed class SymbolBookTests
{
    private static BookDriver Connected(params Trade[] tape) => new([.. tape]) { ExchangeTime = Start };

    [Fact]
    public async Task Deliver_TradeAfterColdStart_ClosesBarOnlyPastGrace()
    {
        var driver = Connected(Trade(1, Start, 100), Trade(2, Start + 500, 101));
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([Trade(2, Start + 500, 101)]);

        await driver.Clock(Start + 1_249);
        Assert.Empty(driver.Store.Bars(Interval.OneSecond));

        await driver.Clock(Start + 1_250);
        var bar = Assert.Single(driver.Store.Bars(Interval.OneSecond));
        Assert.Equal((Start, 100m, 101m, 2L, 1L, 2L, BarQuality.Traded, 0), (bar.OpenTime, bar.Open, bar.Close, bar.Trades, bar.FirstId!.Value, bar.LastId!.Value, bar.Quality, bar.Revision));
    }

    [Fact]
    public async Task Deliver_FirstFrameWithoutHistory_DropsTheFirstBar()
    {
        var driver = new BookDriver([]) { Backfills = false };
        await driver.Connect();
        await driver.Deliver([Trade(7, Start + 300, 100)]);
        await driver.Deliver([Trade(8, Start + 1_100, 102)]);
        await driver.Clock(Start + 2_250);

        var bar = Assert.Single(driver.Store.Bars(Interval.OneSecond));
        Assert.Equal((Start + 1_000, 102m), (bar.OpenTime, bar.Open));
    }

    [Fact]
    public async Task Clock_NoTrades_ClosesQuietBarsFlatAtThePreviousClose()
    {
        var driver = Connected(Trade(1, Start, 100));
        await driver.Connect();
        await driver.Answer();
        await driver.Clock(Start + 3_250);

        var bars = driver.Store.Bars(Interval.OneSecond);
        Assert.Equal([BarQuality.Traded, BarQuality.Quiet, BarQuality.Quiet], bars.Select(bar => bar.Quality));
        Assert.All(bars.Skip(1), bar => Assert.Equal((100m, 100m, 0m, 0L, (long?)null), (bar.Open, bar.Close, bar.Volume, bar.Trades, bar.FirstId)));
    }

    [Fact]
    public async Task Deliver_IdJump_HoldsUntilFilled_NoRevision()
    {
        var tape = new[] { Trade(1, Start, 100), Trade(2, Start + 200, 101), Trade(3, Start + 1_100, 102) };
        var driver = Connected(tape);
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([tape[2]]);
        await driver.Clock(Start + 5_000);
        Assert.Empty(driver.Store.Bars(Interval.OneSecond));
        Assert.Equal(1, driver.Book.OpenGaps);
        var gap = Assert.Single(driver.Requests, request => request.Kind == FetchKind.Gap);
        Assert.Equal((2L, 2L), (gap.FromId, gap.ToId));

        await driver.Answer();

        Assert.All(driver.Store.Bars(Interval.OneSecond), bar => Assert.Equal(0, bar.Revision));
        Assert.Equal(101m, driver.Store.Bars(Interval.OneSecond)[0].Close);
        Assert.Equal((0, 0, 1L), (driver.Book.OpenGaps, driver.Book.FailedGaps, driver.Book.Counters.FilledGaps));
    }

    [Fact]
    public async Task Deliver_IdJumpNotFilledInTime_MarksGap_LaterFillRevises()
    {
        var tape = new[] { Trade(1, Start, 100), Trade(2, Start + 200, 105), Trade(3, Start + 2_100, 102) };
        var driver = Connected(tape);
        await driver.Connect();
        await driver.Answer();
        driver.RestAnswers = false;
        await driver.Deliver([tape[2]]);
        driver.Now += 5_001;
        await driver.Clock(Start + 4_250);

        Assert.Equal([BarQuality.Gap, BarQuality.Gap, BarQuality.Gap, BarQuality.Quiet], driver.Store.Bars(Interval.OneSecond).Select(bar => bar.Quality));
        Assert.Equal((1, 0), (driver.Book.OpenGaps, driver.Book.FailedGaps));

        driver.RestAnswers = true;
        driver.Now += 10_000;
        await driver.Clock(Start + 4_300);
        await driver.Answer();

        var bars = driver.Store.Bars(Interval.OneSecond);
        Assert.Equal([BarQuality.Traded, BarQuality.Quiet, BarQuality.Traded, BarQuality.Quiet], bars.Select(bar => bar.Quality));
        Assert.Equal((105m, 105m, 2L), (bars[0].High, bars[0].Close, bars[0].LastId!.Value));
        Assert.Equal(105m, bars[1].Open);
        Assert.True(bars[0].Revision > 0 && bars[1].Revision > 0);
        Assert.Equal((0, 0), (driver.Book.OpenGaps, driver.Book.FailedGaps));
    }

    [Fact]
    public async Task Deliver_SameIdTwice_CountsDuplicate_ChangesNothing()
    {
        var driver = Connected(Trade(1, Start));
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([Trade(2, Start + 10), Trade(2, Start + 10), Trade(1, Start)]);
        await driver.Clock(Start + 1_250);

        Assert.Equal(2, driver.Book.Counters.Duplicates);
        Assert.Equal(2, Assert.Single(driver.Store.Bars(Interval.OneSecond)).Trades);
    }

    [Fact]
    public async Task Deliver_BelowFirstId_CountsEarly()
    {
        var driver = Connected(Trade(10, Start));
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([Trade(9, Start - 5)]);

        Assert.Equal(1, driver.Book.Counters.Early);
    }

    [Fact]
    public async Task Silence_TradedBarCloses_EmptyBarWaitsForRest()
    {
        var driver = Connected(Trade(1, Start));
        await driver.Connect();
        await driver.Answer();
        await driver.Silence(Start + 3_250);
        Assert.Equal([BarQuality.Traded], driver.Store.Bars(Interval.OneSecond).Select(bar => bar.Quality));

        driver.Now += 8_500;
        driver.ExchangeTime = Start + 11_750;
        await driver.Silence(Start + 11_750);
        Assert.Single(driver.Requests, request => request.Kind == FetchKind.Probe);
        await driver.Answer();
        await driver.Silence(Start + 12_000);

        Assert.Equal(11, driver.Store.Bars(Interval.OneSecond).Length);
        Assert.All(driver.Store.Bars(Interval.OneSecond).Skip(1), bar => Assert.Equal(BarQuality.Quiet, bar.Quality));
    }

    [Fact]
    public async Task Disconnect_ClockMoves_NothingCloses()
    {
        var driver = Connected(Trade(1, Start));
        await driver.Connect();
        await driver.Answer();
        await driver.Disconnect();
        driver.Now += 60_000;
        await driver.Disconnect();

        Assert.Empty(driver.Store.Bars(Interval.OneSecond));
    }

    [Fact]
    public async Task Reconnect_NothingClosesUntilRestAnswered()
    {
        var tape = new[] { Trade(1, Start), Trade(2, Start + 1_500), Trade(3, Start + 2_500) };
        var driver = Connected(tape);
        await driver.Connect();
        await driver.Answer();
        await driver.Connect();
        await driver.Clock(Start + 10_000);
        Assert.Empty(driver.Store.Bars(Interval.OneSecond));

        await driver.Answer();
        Assert.Equal(9, driver.Store.Bars(Interval.OneSecond).Length);
        Assert.All(driver.Store.Bars(Interval.OneSecond), bar => Assert.Equal(0, bar.Revision));
    }

    [Fact]
    public async Task Reconnect_FirstFrameContinuesIds_NeedsNoAnswer()
    {
        var driver = Connected(Trade(1, Start));
        await driver.Connect();
        await driver.Answer();
        driver.RestAnswers = false;
        await driver.Connect();
        await driver.Deliver([Trade(2, Start + 1_500)]);
        await driver.Clock(Start + 2_250);

        Assert.Equal(2, driver.Store.Bars(Interval.OneSecond).Length);
        Assert.Equal((0, 0), (driver.Book.OpenGaps, driver.Book.FailedGaps));
    }

    [Fact]
    public async Task Reconnect_WithoutRest_FirstFrameContinues_NoRevision()
    {
        var driver = new BookDriver([]) { Backfills = false };
        await driver.Connect();
        await driver.Deliver([Trade(1, Start), Trade(2, Start + 1_500)]);
        await driver.Clock(Start + 2_250);
        await driver.Connect();
        await driver.Deliver([Trade(3, Start + 2_300)]);
        await driver.Clock(Start + 3_250);

        Assert.Equal([0, 0], driver.Store.Bars(Interval.OneSecond).Select(bar => bar.Revision));
        Assert.All(driver.Store.Bars(Interval.OneSecond), bar => Assert.Equal(BarQuality.Traded, bar.Quality));
    }

    [Fact]
    public async Task Reconnect_WithoutRest_HoleStaysGap()
    {
        var driver = new BookDriver([]) { Backfills = false };
        await driver.Connect();
        await driver.Deliver([Trade(1, Start), Trade(2, Start + 1_500)]);
        await driver.Clock(Start + 2_250);
        await driver.Connect();
        await driver.Deliver([Trade(9, Start + 4_300)]);
        driver.Now += 5_001;
        await driver.Clock(Start + 6_250);

        Assert.Equal(
            [BarQuality.Traded, BarQuality.Gap, BarQuality.Gap, BarQuality.Gap, BarQuality.Quiet],
            driver.Store.Bars(Interval.OneSecond).Select(bar => bar.Quality));
    }

    [Fact]
    public async Task Deliver_IdsRestartFarBelowWithNewerTimes_IsANewEpoch()
    {
        var driver = Connected(Trade(500_000, Start));
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([Trade(1, Start + 1_100), Trade(2, Start + 1_200), Trade(3, Start + 1_300), Trade(4, Start + 2_100, 107)]);
        await driver.Clock(Start + 3_250);

        Assert.Equal(1, driver.Book.Counters.Epochs);
        Assert.Equal(4, driver.Book.LastId);
        Assert.Equal(107m, driver.Store.Bars(Interval.OneSecond)[^1].Close);
    }

    [Fact]
    public async Task Deliver_MoreThanTheBufferHolds_AsksForTheRest()
    {
        var tape = Market(3, 13_000);
        var driver = new BookDriver(tape) { ExchangeTime = tape[0].Time };
        await driver.Connect();
        await driver.Answer();
        await driver.Deliver([.. tape.Skip(2)]);
        await driver.Answer();
        await driver.Answer();

        Assert.Equal(tape[^1].Id, driver.Book.LastId);
        Assert.All(driver.Store.Bars(Interval.OneSecond), bar => Assert.Equal(0, bar.Revision));
    }
}
