using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class FetchPagesTests
{
    private const long T = 1_700_000_040_000;

    private readonly ManualTime time = new();
    private readonly List<FetchAnswer> answers = [];

    [Fact]
    public async Task ColdStart_FewTrades_IsOnePageCoveredFromTheMinuteTenMinutesBefore()
    {
        var rest = new ScriptedRest(first: 500, count: 900, T);
        await Run(rest, Request(FetchKind.ColdStart));

        var answer = Assert.Single(answers);
        var covered = (rest.Row(rest.Last).Time - 600_000) / 60_000 * 60_000;
        Assert.Equal((true, covered, 900), (answer.IsLast, answer.CoveredFrom, answer.Trades.Length));
        Assert.Equal(["newest"], rest.Questions.AsEnumerable());
    }

    [Fact]
    public async Task ColdStart_MoreThanOnePage_StartsAtThatMinute()
    {
        // 100 trades a second: two minutes.
        var rest = new ScriptedRest(first: 1, count: 12_000, T);
        await Run(rest, Request(FetchKind.ColdStart));

        Assert.Equal(12_000, answers.Sum(answer => answer.Trades.Length));
        var covered = (rest.Row(rest.Last).Time - 600_000) / 60_000 * 60_000;
        Assert.All(answers, answer => Assert.Equal(covered, answer.CoveredFrom));
        Assert.Equal([true], answers.Where(answer => answer.IsLast).Select(answer => answer.IsLast));
        Assert.True(answers[^1].IsLast);
        Assert.Equal(["newest", $"since {covered}", "from 1001"], rest.Questions.Take(3));
    }

    [Fact]
    public async Task ColdStart_TooManyTrades_TakesTheLastTwentyThousandAndCoversFromAfterTheFirst()
    {
        var rest = new ScriptedRest(first: 1, count: 90_000, T);
        await Run(rest, Request(FetchKind.ColdStart));

        Assert.Equal(Enumerable.Range(70_001, 20_000).Select(id => (long)id), answers.SelectMany(answer => answer.Trades).Select(trade => trade.Id));
        Assert.All(answers, answer => Assert.Equal(rest.Row(70_001).Time + 1, answer.CoveredFrom));
    }

    [Fact]
    public async Task ColdStart_ManyTradesSinceTheFirstLiveOne_TakesTwentyThousandBeforeThatOne()
    {
        var rest = new ScriptedRest(first: 1, count: 90_000, T);
        await Run(rest, Request(FetchKind.ColdStart), firstLive: 80_001);

        Assert.Equal(Enumerable.Range(60_001, 30_000).Select(id => (long)id), answers.SelectMany(answer => answer.Trades).Select(trade => trade.Id));
    }

    [Fact]
    public async Task ColdStart_NeverTraded_IsAnEmptyAnswer()
    {
        await Run(new ScriptedRest(0, 0, T), Request(FetchKind.ColdStart));

        var answer = Assert.Single(answers);
        Assert.True(answer is { IsLast: true, Failure: null, Trades.IsEmpty: true });
    }

    [Fact]
    public async Task After_MoreThanTwentyPages_EndsBehind()
    {
        var rest = new ScriptedRest(first: 1, count: 30_000, T);
        await Run(rest, Request(FetchKind.After, from: 101));

        Assert.Equal(20, answers.Count);
        Assert.Equal(RestFailures.Behind, answers[^1].Failure);
        Assert.True(answers[^1].IsLast);
        Assert.Equal(20_100, answers[^1].Trades[^1].Id);
        Assert.All(answers.SkipLast(1), answer => Assert.Null(answer.Failure));
    }

    [Fact]
    public async Task After_NothingNew_IsAnEmptyLastPage()
    {
        await Run(new ScriptedRest(first: 1, count: 100, T), Request(FetchKind.After, from: 101));

        var answer = Assert.Single(answers);
        Assert.True(answer is { IsLast: true, Failure: null, Trades.IsEmpty: true });
    }

    [Theory]
    [InlineData(FetchKind.Gap)]
    [InlineData(FetchKind.Backfill)]
    public async Task Range_EndsInsideAPage_GivesOnlyItsIds(FetchKind kind)
    {
        await Run(new ScriptedRest(first: 1, count: 9_000, T), Request(kind, from: 500, to: 2_600));

        Assert.Equal([1_000, 1_000, 101], answers.Select(answer => answer.Trades.Length));
        Assert.Equal((500, 2_600), (answers[0].Trades[0].Id, answers[^1].Trades[^1].Id));
        Assert.True(answers[^1].IsLast);
    }

    [Fact]
    public async Task Probe_FailingRest_IsAskedOnce()
    {
        var rest = new ScriptedRest(first: 1, count: 100, T) { Fails = _ => ("down", true) };
        await Run(rest, Request(FetchKind.Probe, from: 101));

        Assert.Equal("down", Assert.Single(answers).Failure);
        Assert.Single(rest.Questions);
    }

    [Fact]
    public async Task Gap_TooOld_IsNotAskedAgain()
    {
        var rest = new ScriptedRest(first: 1, count: 100, T) { Fails = _ => (RestFailures.TooOld, false) };
        await Run(rest, Request(FetchKind.Gap, from: 1, to: 5));

        Assert.Equal(RestFailures.TooOld, Assert.Single(answers).Failure);
        Assert.Single(rest.Questions);
    }

    [Theory]
    [InlineData(FetchKind.Gap)]
    [InlineData(FetchKind.After)]
    [InlineData(FetchKind.ColdStart)]
    public async Task Ask_KeepsFailing_IsGivenUpWithinFiveSeconds(FetchKind kind)
    {
        var rest = new ScriptedRest(first: 1, count: 100, T) { Fails = _ => ("down", true) };
        var started = time.GetTimestamp();
        await Run(rest, Request(kind, from: 1, to: 5));

        Assert.NotNull(Assert.Single(answers).Failure);
        Assert.True(rest.Questions.Count > 2);
        Assert.InRange(time.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Gap_NoAnswerAtAll_IsGivenUpAfterFiveSeconds()
    {
        var rest = new ScriptedRest(first: 1, count: 100, T) { Before = token => Task.Delay(Timeout.InfiniteTimeSpan, time, token) };
        await Run(rest, Request(FetchKind.Gap, from: 1, to: 5));

        Assert.Equal("no answer within 5 s", Assert.Single(answers).Failure);
    }

    [Fact]
    public async Task Backfill_FailsForLong_GoesOnUntilItSucceeds()
    {
        var failures = 6;
        var rest = new ScriptedRest(first: 1, count: 100, T) { Fails = _ => failures-- > 0 ? ("down", true) : null };
        await Run(rest, Request(FetchKind.Backfill, from: 1, to: 5));

        Assert.Null(Assert.Single(answers).Failure);
        Assert.Equal(7, rest.Questions.Count);
    }

    [Theory]
    [InlineData(FetchKind.ColdStart)]
    [InlineData(FetchKind.After)]
    [InlineData(FetchKind.Gap)]
    public async Task Run_RawTradeMode_NeverAsksForAggregates(FetchKind kind)
    {
        var rest = new ScriptedRest(first: 1, count: 100, T);
        await Run(rest, Request(kind, from: 1, to: 5), backfills: false);

        Assert.Equal(RestFailures.Unavailable, Assert.Single(answers).Failure);
        Assert.Empty(rest.Questions);
    }

    [Fact]
    public async Task Klines_NewestIsOpen_GivesOnlyClosedOnes()
    {
        var rest = new ScriptedRest(0, 0, T) { Candles = [.. Enumerable.Range(0, 10).Select(i => Candle(T + (i * 60_000L)))] };
        var clock = new ExchangeClock(time);
        clock.OnFrame(T + (9 * 60_000) + 100);
        await Run(rest, new FetchRequest(1, FetchKind.Klines, 0, 0, Interval.OneMinute, 0, 3), session: new FeedSession(7, clock));

        var answer = Assert.Single(answers);
        Assert.Equal([T + (5 * 60_000), T + (6 * 60_000), T + (7 * 60_000)], answer.Klines.Select(kline => kline.OpenTime));
        Assert.Equal([$"klines 1m {T + (8 * 60_000) - 1} 3"], rest.Questions.AsEnumerable());
    }

    [Fact]
    public async Task Klines_WithoutAnyClock_LeaveTheNewestOut()
    {
        var rest = new ScriptedRest(0, 0, T) { Candles = [.. Enumerable.Range(0, 10).Select(i => Candle(T + (i * 60_000L)))] };
        await Run(rest, new FetchRequest(1, FetchKind.Klines, 0, 0, Interval.OneMinute, 0, 2));

        Assert.Equal([T + (7 * 60_000), T + (8 * 60_000)], Assert.Single(answers).Klines.Select(kline => kline.OpenTime));
    }

    [Fact]
    public async Task Klines_BeforeATime_EndWithTheOneBeforeIt()
    {
        var rest = new ScriptedRest(0, 0, T) { Candles = [.. Enumerable.Range(0, 10).Select(i => Candle(T + (i * 60_000L)))] };
        await Run(rest, new FetchRequest(1, FetchKind.Klines, 0, 0, Interval.OneMinute, T + (5 * 60_000), 2));

        Assert.Equal([T + (3 * 60_000), T + (4 * 60_000)], Assert.Single(answers).Klines.Select(kline => kline.OpenTime));
    }

    [Fact]
    public async Task Klines_OfOneSecond_DoNotExist()
    {
        await Run(new ScriptedRest(0, 0, T), new FetchRequest(1, FetchKind.Klines, 0, 0, Interval.OneSecond, 0, 2));

        Assert.Equal(RestFailures.Unavailable, Assert.Single(answers).Failure);
    }

    private static FetchRequest Request(FetchKind kind, long from = 0, long to = 0) => new(1, kind, from, to, default, 0, 0);

    private static Bar Candle(long open) => new(open, 1, 1, 1, 1, 1, 1, 1, 1, null, null, BarQuality.Traded, 0, BarSource.Kline);

    private async Task Run(IMarketRest rest, FetchRequest request, bool backfills = true, FeedSession? session = null, long? firstLive = null)
    {
        var settings = new PumpSettings(backfills, 1_000, new Random(1), time, PumpRig.Metrics(), NullLogger.Instance);
        var pages = new FetchPages("BTCUSDT", request, session, rest, settings, (answer, _) =>
        {
            answers.Add(answer);
            return Task.CompletedTask;
        }, () => firstLive);
        var running = pages.Run(CancellationToken.None);
        await Eventually.Holds(
            () =>
            {
                time.Advance(running.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(request.Kind == FetchKind.Backfill ? 2_000 : 50));
                return running.IsCompleted;
            },
            "the last page");
        await running;
    }
}
