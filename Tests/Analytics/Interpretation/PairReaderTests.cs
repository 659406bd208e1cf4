using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Interpretation;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Interpretation;

/// <summary>Every branch of the reading.</summary>
public sealed class PairReaderTests
{
    private static readonly ReadingInput Good = new()
    {
        Settings = new PairSettings { IntervalMs = 1_000, Window = 240 },
        NameY = "ETHUSDT",
        NameX = "BTCUSDT",
        Values = new PairValues
        {
            PriceY = 3_000,
            PriceX = 60_000,
            Beta = 1.2,
            R2 = 0.9,
            Z = -2.5,
            SpreadStd = 0.002,
            Correlation = 0.9,
            CorrelationBefore = 0.9,
            BetaDrift = 0.5,
            VolatilityRatio = 1,
        },
        Tests = new PairTests(0, 0.01, 0.01, true, new HalfLife(-0.05, 0.01, 14, 14, ""), "", ""),
        Signal = SignalState.LongSpread,
        Readiness = new PairReadiness(240, 240, ReadinessState.Ready),
    };

    public static TheoryData<string, object> OneReasonEach() => new()
    {
        { "The legs hardly move together: correlation 0.4, below 0.5.", Good with { Values = Good.Values with { Correlation = 0.4 } } },
        { "The legs move together less than before: correlation 0.55, it was 0.9 one window ago.", Good with { Values = Good.Values with { Correlation = 0.55 } } },
        {
            "The spread may as well be drifting: the test for a lasting relation (Engle-Granger) gives p = 0.200, not below 0.05.",
            Good with { Tests = Good.Tests with { Cointegrated = false, EngleGrangerP = 0.2 } }
        },
        { "Whether the spread returns to its mean could not be tested.", Good with { Tests = Good.Tests with { Cointegrated = false, EngleGrangerP = double.NaN } } },
        { "A window of 60 bars is too short to test whether the spread returns (at least 100).", Good with { Settings = Good.Settings with { Window = 60 } } },
        { "The spread shows no pull back to its mean (half-life undefined).", Good with { Tests = Good.Tests with { HalfLife = default(HalfLife) with { Bars = double.NaN } } } },
        {
            "The spread returns slowly: half of a deviation takes 121 bars, more than half of the window.",
            Good with { Tests = Good.Tests with { HalfLife = default(HalfLife) with { Bars = 121 } } }
        },
        { "The hedge ratio is moving: 2.1 standard errors in one window, more than 2.", Good with { Values = Good.Values with { BetaDrift = 2.1 } } },
        { "The spread has become wilder: its recent moves are 2.5 times the usual size.", Good with { Values = Good.Values with { VolatilityRatio = 2.5 } } },
        { "The hedge ratio is -0.3: not positive, so both legs would be on the same side.", Good with { Values = Good.Values with { Beta = -0.3 } } },
        { "X explains only 40 % of Y's moves (R squared).", Good with { Values = Good.Values with { R2 = 0.4 } } },
        { "The spread is at or beyond the stop of 4 standard deviations.", Good with { Values = Good.Values with { Z = -4 } } },
        { "60 % of the bars had no trades.", Good with { QuietShare = 0.6 } },
        {
            "The way back to the mean (12.5 bps) is shorter than the cost of a round trip (17.6 bps).",
            Good with { Values = Good.Values with { SpreadStd = 0.0005 } }
        },
    };

    [Fact]
    public void Read_NothingAgainst_IsHighConfidence()
    {
        var reading = PairReader.Read(Good);
        Assert.Equal(Confidence.High, reading.Confidence);
        Assert.Empty(reading.Reasons);
        Assert.Equal(
            "Long spread: ETHUSDT is 2.5 standard deviations below its usual level against BTCUSDT and the signal has not left since it entered. "
            + "One unit: buy 1 ETHUSDT (3000), sell 0.06 BTCUSDT (3600).",
            reading.Summary);
        Assert.Equal(
            [
                "The signal leaves when z rises to -0.5 and stops at -4.",
                "Half of a deviation has closed in about 14 bars (half-life).",
                "The hedge ratio has moved 0.5 standard errors in one window; past 2 it is no longer the same relation.",
            ],
            reading.Watch);
    }

    [Theory]
    [MemberData(nameof(OneReasonEach))]
    public void Read_OneDoubt_IsMediumWithThatReason(string reason, object input)
    {
        var reading = PairReader.Read((ReadingInput)input);
        Assert.Equal(reason, Assert.Single(reading.Reasons));
        Assert.Equal(Confidence.Medium, reading.Confidence);
    }

    [Fact]
    public void Read_TwoDoubts_IsMediumAndThreeAreLow()
    {
        var two = Good with { QuietShare = 0.7, Values = Good.Values with { BetaDrift = 3 } };
        Assert.Equal(Confidence.Medium, PairReader.Read(two).Confidence);
        var three = two with { Values = two.Values with { VolatilityRatio = 3 } };
        var reading = PairReader.Read(three);
        Assert.Equal((Confidence.Low, 3), (reading.Confidence, reading.Reasons.Count));
    }

    [Fact]
    public void Read_StaleGapOrNotReady_IsLow()
    {
        Assert.Equal("The feed is stale, so the numbers are old.", Assert.Single(PairReader.Read(Good with { IsStale = true }).Reasons));
        Assert.Equal(Confidence.Low, PairReader.Read(Good with { IsStale = true }).Confidence);
        Assert.Equal("Trades are missing inside the window.", Assert.Single(PairReader.Read(Good with { HasGap = true }).Reasons));
        Assert.Equal(Confidence.Low, PairReader.Read(Good with { HasGap = true }).Confidence);
        var warming = PairReader.Read(Good with { Readiness = new PairReadiness(37, 240, ReadinessState.Warming) });
        Assert.Equal(Confidence.Low, warming.Confidence);
        Assert.Equal("No reading yet: warming 37/240.", warming.Summary);
        Assert.Equal(["The numbers are not ready: warming 37/240."], warming.Reasons);
        Assert.Equal(["Wait until the window is full of bars that vary."], warming.Watch);
    }

    [Theory]
    [InlineData(SignalState.ShortSpread, 2.5, "Short spread: ETHUSDT is 2.5 standard deviations above", "The signal leaves when z falls to 0.5 and stops at 4.")]
    [InlineData(SignalState.Flat, 0.01, "Flat: ETHUSDT is at its usual level against BTCUSDT, inside the entry level of 2.", "A signal starts when z reaches 2 either way, short of 4.")]
    [InlineData(SignalState.Flat, 5, "Flat: ETHUSDT is 5 standard deviations above its usual level against BTCUSDT, beyond the stop of 4, where nothing is entered.", "A signal starts when z reaches 2 either way, short of 4.")]
    [InlineData(SignalState.StoppedLong, -3, "Stopped: the spread went past the stop of 4; ETHUSDT is 3 standard deviations below", "It becomes flat when z rises to -0.5.")]
    [InlineData(SignalState.StoppedShort, 3, "Stopped: the spread went past the stop of 4; ETHUSDT is 3 standard deviations above", "It becomes flat when z falls to 0.5.")]
    public void Read_EverySignal_HasItsSentenceAndWhatToWatch(SignalState signal, double z, string summary, string watch)
    {
        var reading = PairReader.Read(Good with { Signal = signal, Values = Good.Values with { Z = z } });
        Assert.StartsWith(summary, reading.Summary);
        Assert.Equal(watch, reading.Watch[0]);
    }

    [Fact]
    public void Read_UnknownHalfLifeAndDrift_AreNotWatched()
    {
        var reading = PairReader.Read(Good with { Values = Good.Values with { BetaDrift = double.NaN }, Tests = PairTests.Warming });
        Assert.Single(reading.Watch);
    }
}
