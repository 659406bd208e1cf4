using System.Collections.Immutable;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Workspaces;
using Contract = QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Statistics;

/// <summary>What a series in a request must satisfy.</summary>
internal static class SeriesRules
{
    /// <summary>Squares and products of prices beyond these sizes leave the range of a number.</summary>
    private const double Smallest = 1e-60;
    private const double Largest = 1e60;

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(PairSeriesInput input)
    {
        var refusals = new List<Refusal>();
        var n = input.Y.Length;
        var settings = input.Settings;
        if (n is < PairSeriesInput.MinPoints or > PairSeriesInput.MaxPoints)
        {
            Invalid(refusals, "y", $"{PairSeriesInput.MinPoints} to {PairSeriesInput.MaxPoints} points", $"y has {n} points.");
        }

        if (input.X.Length != n)
        {
            Invalid(refusals, "x", "as many values as y", $"x has {input.X.Length} values and y has {n}.");
        }

        CheckTimes(input, refusals);
        var isLog = settings.Transform == Contract.PriceTransform.Log;
        CheckPrices(refusals, "y", input.Y, isLog);
        CheckPrices(refusals, "x", input.X, isLog);

        // A series' windows may be as long as the series; every other rule is that of a stored pair.
        refusals.AddRange(PairRules.Check(settings with { Window = Contract.PairSettings.MinWindow, ZWindow = Contract.PairSettings.MinWindow }));
        CheckWindow(refusals, "window", settings.Window, n);
        CheckWindow(refusals, "zWindow", settings.ZWindow, n);
        return refusals;
    }

    private static void CheckWindow(List<Refusal> refusals, string field, int value, int n)
    {
        if (n is >= PairSeriesInput.MinPoints and <= PairSeriesInput.MaxPoints && (value < Contract.PairSettings.MinWindow || value > n))
        {
            Invalid(refusals, field, $"{Contract.PairSettings.MinWindow} to the number of points", $"'{field}' is {value} and there are {n} points.");
        }
    }

    private static void CheckTimes(PairSeriesInput input, List<Refusal> refusals)
    {
        if (input.Time.IsEmpty)
        {
            return;
        }

        if (input.Time.Length != input.Y.Length)
        {
            Invalid(refusals, "time", "as many values as y", $"time has {input.Time.Length} values and y has {input.Y.Length}.");
            return;
        }

        for (var i = 1; i < input.Time.Length; i++)
        {
            if (input.Time[i] <= input.Time[i - 1])
            {
                Invalid(refusals, $"time[{i}]", "ascending", $"time[{i}] is not after the one before.");
                return;
            }
        }
    }

    private static void CheckPrices(List<Refusal> refusals, string field, ImmutableArray<double> prices, bool isLog)
    {
        for (var i = 0; i < prices.Length; i++)
        {
            if (!double.IsFinite(prices[i]))
            {
                Invalid(refusals, $"{field}[{i}]", "a finite number", $"{field}[{i}] is not a finite number.");
                return;
            }

            if (prices[i] != 0 && Math.Abs(prices[i]) is < Smallest or > Largest)
            {
                Invalid(refusals, $"{field}[{i}]", "0, or 1e-60 to 1e60 in size", $"{field}[{i}] is too large or too small a number.");
                return;
            }

            if (isLog && prices[i] <= 0)
            {
                Invalid(refusals, $"{field}[{i}]", "greater than 0 with transform log", $"{field}[{i}] has no logarithm.");
                return;
            }
        }
    }

    private static void Invalid(List<Refusal> refusals, string field, string rule, string message) =>
        refusals.Add(new Refusal(RefusalCodes.Invalid, field, rule, message));
}
