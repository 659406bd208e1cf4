using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What a pair's settings must satisfy.</summary>
internal static class PairRules
{
    private const double MaxThreshold = 100;

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(PairSettings settings)
    {
        var refusals = new List<Refusal>();
        void Invalid(bool broken, string field, string rule, string message)
        {
            if (broken)
            {
                refusals.Add(new Refusal(RefusalCodes.Invalid, field, rule, message));
            }
        }

        var windows = $"{PairSettings.MinWindow} to {PairSettings.MaxWindow}";
        if (settings.Name is { } name && NameRule.Check(name) is { } nameless)
        {
            refusals.Add(nameless);
        }

        Invalid(settings.Y == settings.X, "x", "differs from y", "A pair needs two different symbols.");
        Invalid(!Enum.IsDefined(settings.Interval), "interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals.");
        Invalid(settings.Window is < PairSettings.MinWindow or > PairSettings.MaxWindow, "window", windows, $"The hedge window is {windows} points.");
        Invalid(settings.ZWindow is < PairSettings.MinWindow or > PairSettings.MaxWindow, "zWindow", windows, $"The z-window is {windows} points.");
        Invalid(!Enum.IsDefined(settings.Method), "method", "ols, tls, huber, theilSen or kalman", "Choose one of the methods.");
        Invalid(!Enum.IsDefined(settings.Transform), "transform", "log or level", "Choose one of the transforms.");
        Invalid(!IsThreshold(settings.Entry) || settings.Entry == 0, "entry", "greater than 0, at most 100", "The entry threshold is a positive number.");
        Invalid(!IsThreshold(settings.Exit), "exit", "0 to 100", "The exit threshold is a number from 0 on.");
        Invalid(!IsThreshold(settings.Stop) || settings.Stop == 0, "stop", "greater than 0, at most 100", "The stop threshold is a positive number.");
        CheckKalman(settings, Invalid);
        if (refusals.Count == 0)
        {
            CheckThresholds(settings, refusals);
        }

        return refusals;
    }

    private static void CheckThresholds(PairSettings settings, List<Refusal> refusals)
    {
        if (settings.Exit >= settings.Entry)
        {
            refusals.Add(new Refusal(RefusalCodes.Unprocessable, "exit", "exit < entry", "The exit threshold must be below the entry threshold."));
        }

        if (settings.Entry >= settings.Stop)
        {
            refusals.Add(new Refusal(RefusalCodes.Unprocessable, "stop", "entry < stop", "The stop threshold must be above the entry threshold."));
        }
    }

    private static void CheckKalman(PairSettings settings, Action<bool, string, string, string> invalid)
    {
        if (settings.Kalman is not { } kalman)
        {
            return;
        }

        invalid(settings.Method != HedgeMethod.Kalman, "kalman", "only with method kalman", "Only the Kalman method takes these parameters.");
        var isDelta = kalman is { Delta: not null, Q: null, R: null, P0: null };
        var isExplicit = kalman is { Delta: null, Q: not null, R: not null, P0: not null };
        invalid(!isDelta && !isExplicit, "kalman", "either delta, or q, r and p0", "Give either delta, or all of q, r and p0.");
        invalid(kalman.Delta is { } delta && !(delta is > 0 and < 1), "kalman.delta", "between 0 and 1", "delta lies between 0 and 1.");
        invalid(kalman.Q is { } q && !(q >= 0 && double.IsFinite(q)), "kalman.q", "0 or greater", "q is 0 or greater.");
        invalid(kalman.R is { } r && !(r > 0 && double.IsFinite(r)), "kalman.r", "greater than 0", "r is greater than 0.");
        invalid(kalman.P0 is { } p0 && !(p0 > 0 && double.IsFinite(p0)), "kalman.p0", "greater than 0", "p0 is greater than 0.");
    }

    private static bool IsThreshold(double value) => value is >= 0 and <= MaxThreshold;
}
