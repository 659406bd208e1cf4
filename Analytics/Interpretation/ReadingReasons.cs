using System.Globalization;
using QuantPlatform.Analytics.Signals;
using static QuantPlatform.Analytics.Interpretation.PairReader;

namespace QuantPlatform.Analytics.Interpretation;

/// <summary>What speaks against relying on a pair, one sentence each. A number that is not known yet raises no doubt of its own unless it is undefined by nature.</summary>
internal static class ReadingReasons
{
    public static List<string> Of(ReadingInput input)
    {
        List<string> reasons = [];
        if (!input.Readiness.Ready)
            return reasons;
        Add(reasons, Correlation(input));
        Add(reasons, Cointegration(input));
        Add(reasons, HalfLife(input));
        Add(reasons, Drift(input));
        Add(reasons, Volatility(input));
        Add(reasons, Hedge(input));
        Add(reasons, BeyondStop(input));
        Add(reasons, Quiet(input));
        Add(reasons, Costs(input));
        return reasons;
    }

    private static void Add(List<string> reasons, string? reason)
    {
        if (reason is not null)
            reasons.Add(reason);
    }

    private static string? Correlation(ReadingInput input)
    {
        var (now, before) = (input.Values.Correlation, input.Values.CorrelationBefore);
        if (now < 0.5)
            return $"The legs hardly move together: correlation {Number(now)}, below 0.5.";
        return now <= before - 0.3 ? $"The legs move together less than before: correlation {Number(now)}, it was {Number(before)} one window ago." : null;
    }

    private static string? Cointegration(ReadingInput input)
    {
        if (input.Settings.Window < Diagnostics.EngleGrangerResult.FewestPoints)
            return $"A window of {input.Settings.Window} bars is too short to test whether the spread returns (at least {Diagnostics.EngleGrangerResult.FewestPoints}).";
        if (input.Tests.Cointegrated)
            return null;
        var p = input.Tests.EngleGrangerP;
        return double.IsNaN(p)
            ? "Whether the spread returns to its mean could not be tested."
            : $"The spread may as well be drifting: the test for a lasting relation (Engle-Granger) gives p = {p.ToString("0.000", CultureInfo.InvariantCulture)}, not below 0.05.";
    }

    private static string? HalfLife(ReadingInput input)
    {
        var half = input.Tests.HalfLife.Bars;
        if (double.IsNaN(half))
            return "The spread shows no pull back to its mean (half-life undefined).";
        return half > input.Settings.Window / 2.0
            ? $"The spread returns slowly: half of a deviation takes {Number(half)} bars, more than half of the window."
            : null;
    }

    private static string? Drift(ReadingInput input) => input.Values.BetaDrift > 2
        ? $"The hedge ratio is moving: {Number(input.Values.BetaDrift)} standard errors in one window, more than 2."
        : null;

    private static string? Volatility(ReadingInput input) => input.Values.VolatilityRatio > 2
        ? $"The spread has become wilder: its recent moves are {Number(input.Values.VolatilityRatio)} times the usual size."
        : null;

    private static string? Hedge(ReadingInput input)
    {
        if (input.Values.Beta <= 0)
            return $"The hedge ratio is {Number(input.Values.Beta)}: not positive, so both legs would be on the same side.";
        return input.Values.R2 < 0.5 ? $"X explains only {Number(100 * input.Values.R2)} % of Y's moves (R squared)." : null;
    }

    private static string? BeyondStop(ReadingInput input) => Math.Abs(input.Values.Z) >= input.Settings.Stop
        ? $"The spread is at or beyond the stop of {Number(input.Settings.Stop)} standard deviations."
        : null;

    private static string? Quiet(ReadingInput input) => input.QuietShare > 0.5
        ? $"{Number(100 * input.QuietShare)} % of the bars had no trades."
        : null;

    private static string? Costs(ReadingInput input)
    {
        var v = input.Values;
        if (SpreadLegs.Of(input.Settings.Transform, v.Beta, v.PriceY, v.PriceX, input.Signal) is not { } legs)
            return null;
        var way = Math.Abs(v.Z) * SpreadLegs.StdBps(input.Settings.Transform, v.SpreadStd, v.PriceY);
        var cost = legs.CostBps(input.FeeBps);
        return way < cost ? $"The way back to the mean ({Number(way)} bps) is shorter than the cost of a round trip ({Number(cost)} bps)." : null;
    }
}
