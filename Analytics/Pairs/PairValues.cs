using System.Runtime.InteropServices;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>The statistics of a pair at one point. NaN means not known; <see cref="PairKernel.Readiness"/> says why.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairValues
{
    /// <summary>Nothing is known.</summary>
    internal static readonly PairValues Unknown = new()
    {
        PriceY = double.NaN,
        PriceX = double.NaN,
        Alpha = double.NaN,
        Beta = double.NaN,
        BetaSe = double.NaN,
        R2 = double.NaN,
        Spread = double.NaN,
        SpreadMean = double.NaN,
        SpreadStd = double.NaN,
        Z = double.NaN,
        Correlation = double.NaN,
        CorrelationBefore = double.NaN,
        PriceCorrelation = double.NaN,
        BetaDrift = double.NaN,
        VolatilityRatio = double.NaN,
    };

    /// <summary>Open time of the bar, Unix milliseconds.</summary>
    public long Time { get; init; }

    /// <summary>Close of Y.</summary>
    public double PriceY { get; init; }

    /// <summary>Close of X.</summary>
    public double PriceX { get; init; }

    /// <summary>Intercept of the hedge regression; 0 without intercept.</summary>
    public double Alpha { get; init; }

    /// <summary>Hedge ratio.</summary>
    public double Beta { get; init; }

    /// <summary>Standard error of the hedge ratio; NaN where the method has none.</summary>
    public double BetaSe { get; init; }

    /// <summary>1 − SSR/SST of the hedge regression over the window (uncentred without intercept); NaN for a constant Y.</summary>
    public double R2 { get; init; }

    /// <summary>y − α − βx at this point; under Kalman the innovation.</summary>
    public double Spread { get; init; }

    /// <summary>Mean of the spread over the z-window; under Kalman 0.</summary>
    public double SpreadMean { get; init; }

    /// <summary>Standard deviation (ddof 1) of the spread over the z-window; under Kalman that of the innovation.</summary>
    public double SpreadStd { get; init; }

    /// <summary>(spread − mean) / std.</summary>
    public double Z { get; init; }

    /// <summary>Correlation of the last W log returns, in [−1, 1].</summary>
    public double Correlation { get; init; }

    /// <summary><see cref="Correlation"/> as it was W points ago.</summary>
    public double CorrelationBefore { get; init; }

    /// <summary>Correlation of the last W transformed prices, in [−1, 1].</summary>
    public double PriceCorrelation { get; init; }

    /// <summary>|β − β W points ago| / standard error of β.</summary>
    public double BetaDrift { get; init; }

    /// <summary>Standard deviation of the last ⌊W/4⌋ first differences of the spread over that of all W − 1.</summary>
    public double VolatilityRatio { get; init; }

    /// <summary>Points since the windows were last empty, counted up to what the slowest metric needs.</summary>
    public int Samples { get; init; }

    /// <summary>True when a gap before this point emptied the windows: the signal becomes flat.</summary>
    public bool WasReset { get; init; }
}

/// <summary>Spread and z of the open bar under the coefficients of the last closed one. Never stored.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairPreview(double PriceY, double PriceX, double Spread, double Z);
