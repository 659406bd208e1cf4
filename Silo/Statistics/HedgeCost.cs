using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Statistics;

/// <summary>What the estimators of the hedge ratio cost, roughly: a few of them are too slow to be run without asking.</summary>
internal static class HedgeCost
{
    /// <summary>Fits of a warm-up: the newest point, and those at which the tests are refreshed, ten a window over three windows.</summary>
    private const int WarmupFits = 31;

    /// <summary>Longer calculations than this, in milliseconds, wait in the node's queue.</summary>
    private const double LongMs = 50;

    /// <summary>Fits of a pair's window that take about so long.</summary>
    public static int FitsWithin(PairSettings settings, TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds / FitMs(settings), 1, int.MaxValue);

    /// <summary>Whether so many fits are heavy maths.</summary>
    public static bool IsHeavy(PairSettings settings, int fits) => fits * FitMs(settings) > LongMs;

    /// <summary>Whether building a pair's windows is heavy maths.</summary>
    public static bool IsWarmupHeavy(PairSettings settings) => IsHeavy(settings, WarmupFits);

    /// <summary>Milliseconds of one fit, measured on one core of 2020.</summary>
    private static double FitMs(PairSettings settings) => settings.Method switch
    {
        HedgeMethod.Huber => 1e-3 * settings.Window,
        HedgeMethod.TheilSen => settings.Window <= 300 ? 2e-5 * settings.Window * settings.Window : 8e-4 * Math.Pow(settings.Window, 4.0 / 3),
        _ => 3e-4,
    };
}
