using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Symbols;

/// <summary>Same tape, any order within the hold bound, any duplication, split, cut or restart: the same final bars, every field but the revision.</summary>
public sealed class SymbolBookProperties
{
    private const int Trades = 1_500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task FinalBars_AnyMishap_EqualTheBarsOfTheTape(int seed)
    {
        var random = new Random(seed);
        var tape = TapeBuilder.Market(seed, Trades);
        var driver = new BookDriver(tape) { ExchangeTime = tape[0].Time, PageSize = random.Next(1, 4) * 50 };
        await driver.Connect();
        await driver.Answer();
        await Play(driver, Mishandle(tape.Skip(1), random), random);

        // In the end everything is reachable: REST answers, the connection is whole, the clock goes on.
        driver.RestAnswers = true;
        driver.ExchangeTime = tape[^1].Time;
        await driver.Connect();
        for (var i = 0; i < 20; i++)
        {
            driver.Now += 6_000;
            await driver.Answer();
            await driver.Clock(tape[^1].Time + 5_000 + i);
        }

        foreach (var interval in Intervals.All)
        {
            var bars = driver.Store.Bars(interval);
            var lastOpen = interval.OpenOf(tape[^1].Time + 5_019 - 250) - interval.Ms();
            var expected = SlowBars.Of(tape, interval, interval.OpenOf(tape[0].Time), lastOpen);
            Assert.Equal(expected, bars.Select(bar => bar with { Revision = 0 }));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task CleanTape_AnySplit_NoRevision_EachBarOnce(int seed)
    {
        var random = new Random(seed);
        var tape = TapeBuilder.Market(seed, Trades);
        var driver = new BookDriver(tape) { ExchangeTime = tape[0].Time };
        await driver.Connect();
        await driver.Answer();
        for (var i = 1; i < tape.Length;)
        {
            var size = random.Next(1, 200);
            await driver.Deliver([.. tape.Skip(i).Take(size)]);
            i += size;
        }

        Assert.All(driver.Hints, hint => Assert.Equal(0, hint.Bar.Revision));
        Assert.Equal(driver.Hints.Count, driver.Hints.DistinctBy(hint => (hint.Interval, hint.Bar.OpenTime)).Count());
        foreach (var bySeries in driver.Hints.GroupBy(hint => hint.Interval))
        {
            Assert.All(bySeries.Skip(1), hint => Assert.Equal(hint.Bar.OpenTime - bySeries.Key.Ms(), hint.PreviousOpenTime));
        }
    }

    /// <summary>Reorders within a window, repeats and drops frames.</summary>
    private static List<Trade> Mishandle(IEnumerable<Trade> tape, Random random)
    {
        var frames = new List<Trade>();
        foreach (var window in tape.Chunk(random.Next(1, 40)))
        {
            random.Shuffle(window);
            foreach (var trade in window)
            {
                if (random.Next(100) >= 3)
                {
                    frames.Add(trade);
                }

                if (random.Next(100) < 5)
                {
                    frames.Add(trade);
                }
            }
        }

        return frames;
    }

    private static async Task Play(BookDriver driver, List<Trade> frames, Random random)
    {
        for (var i = 0; i < frames.Count;)
        {
            var size = random.Next(1, 120);
            await driver.Deliver([.. frames.Skip(i).Take(size)], random.Next(0, 400));
            i += size;
            driver.Now += random.Next(0, 1_500);
            switch (random.Next(14))
            {
                case 0:
                    await driver.Restart();
                    await driver.Connect();
                    break;
                case 1:
                    await driver.Disconnect();
                    i += random.Next(0, 100);
                    await driver.Connect();
                    break;
                case 2:
                    driver.RestAnswers = !driver.RestAnswers;
                    break;
                default:
                    if (random.Next(3) > 0)
                    {
                        await driver.Answer();
                    }

                    break;
            }
        }
    }
}
