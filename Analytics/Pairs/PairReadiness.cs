using System.Runtime.InteropServices;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>A statistic of a pair that becomes ready by itself.</summary>
public enum PairMetric
{
    /// <summary>β, α, R², standard error.</summary>
    Beta,

    /// <summary>Spread statistics and z.</summary>
    Z,

    /// <summary>Correlation of log returns.</summary>
    Correlation,

    /// <summary>Drift of β.</summary>
    BetaDrift,

    /// <summary>Volatility ratio of the spread.</summary>
    VolatilityRatio,
}

/// <summary>Why a metric is or is not known.</summary>
public enum ReadinessState
{
    /// <summary>The value is known.</summary>
    Ready,

    /// <summary>Too few points yet.</summary>
    Warming,

    /// <summary>Too few points since a gap emptied the windows.</summary>
    Gap,

    /// <summary>Enough points, but the window (or the spread over it) does not vary, so the value is undefined.</summary>
    ConstantWindow,

    /// <summary>Enough points, but a price in the window has no logarithm, so there is no return.</summary>
    NoReturns,

    /// <summary>Enough points, but the method gives the hedge ratio no standard error.</summary>
    NoStandardError,
}

/// <summary>Samples had, samples needed, and the reason for an unknown value.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairReadiness(int Samples, int Required, ReadinessState State)
{
    /// <summary>True when the value is known.</summary>
    public bool Ready => State == ReadinessState.Ready;

    /// <summary>Plain words, such as <c>warming 37/120</c>; empty when ready.</summary>
    public string Reason => State switch
    {
        ReadinessState.Ready => "",
        ReadinessState.Warming => $"warming {Samples}/{Required}",
        ReadinessState.Gap => $"gap, warming {Samples}/{Required}",
        ReadinessState.NoReturns => "log returns need positive prices",
        ReadinessState.NoStandardError => "the method has no standard error",
        _ => "constant window",
    };
}
