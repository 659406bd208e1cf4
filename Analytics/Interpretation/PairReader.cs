using System.Globalization;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;

namespace QuantPlatform.Analytics.Interpretation;

/// <summary>Turns the numbers of a pair into plain sentences: a pure function of its input.</summary>
public static class PairReader
{
    /// <summary>Reads the pair.</summary>
    public static PairReading Read(ReadingInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        List<string> blocking = [];
        if (!input.Readiness.Ready)
            blocking.Add($"The numbers are not ready: {input.Readiness.Reason}.");
        if (input.IsStale)
            blocking.Add("The feed is stale, so the numbers are old.");
        if (input.HasGap)
            blocking.Add("Trades are missing inside the window.");
        var doubts = ReadingReasons.Of(input);
        var confidence = blocking.Count > 0 || doubts.Count >= 3 ? Confidence.Low : doubts.Count > 0 ? Confidence.Medium : Confidence.High;
        return new PairReading(Summary(input), confidence, [.. blocking, .. doubts], Watch(input));
    }

    private static string Summary(ReadingInput input)
    {
        if (!input.Readiness.Ready)
            return $"No reading yet: {input.Readiness.Reason}.";
        var z = input.Values.Z;
        var place = $"{input.NameY} is {Deviations(z)} its usual level against {input.NameX}";
        return input.Signal switch
        {
            SignalState.LongSpread => $"Long spread: {place} and the signal has not left since it entered. {Legs(input)}",
            SignalState.ShortSpread => $"Short spread: {place} and the signal has not left since it entered. {Legs(input)}",
            SignalState.StoppedLong or SignalState.StoppedShort =>
                $"Stopped: the spread went past the stop of {Number(input.Settings.Stop)}; {place}. The signal waits until it is back within {Number(input.Settings.Exit)}.",
            _ when Math.Abs(z) >= input.Settings.Stop => $"Flat: {place}, beyond the stop of {Number(input.Settings.Stop)}, where nothing is entered.",
            _ => $"Flat: {place}, inside the entry level of {Number(input.Settings.Entry)}.",
        };
    }

    private static List<string> Watch(ReadingInput input)
    {
        List<string> watch = [];
        if (!input.Readiness.Ready)
        {
            watch.Add("Wait until the window is full of bars that vary.");
            return watch;
        }

        var s = input.Settings;
        var (exit, stop, entry) = (Number(s.Exit), Number(s.Stop), Number(s.Entry));
        watch.Add(input.Signal switch
        {
            SignalState.LongSpread => $"The signal leaves when z rises to -{exit} and stops at -{stop}.",
            SignalState.ShortSpread => $"The signal leaves when z falls to {exit} and stops at {stop}.",
            SignalState.StoppedLong => $"It becomes flat when z rises to -{exit}.",
            SignalState.StoppedShort => $"It becomes flat when z falls to {exit}.",
            _ => $"A signal starts when z reaches {entry} either way, short of {stop}.",
        });
        if (double.IsFinite(input.Tests.HalfLife.Bars))
            watch.Add($"Half of a deviation has closed in about {Number(input.Tests.HalfLife.Bars)} bars (half-life).");
        if (!double.IsNaN(input.Values.BetaDrift))
            watch.Add($"The hedge ratio has moved {Number(input.Values.BetaDrift)} standard errors in one window; past 2 it is no longer the same relation.");
        return watch;
    }

    private static string Deviations(double z) => Math.Abs(z) < 0.05
        ? "at"
        : $"{Number(Math.Abs(z))} standard deviations {(z > 0 ? "above" : "below")}";

    private static string Legs(ReadingInput input)
    {
        var v = input.Values;
        if (SpreadLegs.Of(input.Settings.Transform, v.Beta, v.PriceY, v.PriceX, input.Signal) is not { } legs)
            return "";
        return $"One unit: {Leg(legs.Y, input.NameY)}, {Leg(legs.X, input.NameX)}.";
    }

    private static string Leg(SpreadLeg leg, string name) => string.Create(
        CultureInfo.InvariantCulture, $"{(leg.Side == LegSide.Buy ? "buy" : "sell")} {leg.Units:0.######} {name} ({leg.Notional:0.##})");

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
