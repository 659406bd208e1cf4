namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>How the number of lagged differences is chosen.</summary>
public enum LagSelection
{
    /// <summary>Least Akaike criterion up to the largest lag.</summary>
    Aic,

    /// <summary>Least Bayesian criterion up to the largest lag.</summary>
    Bic,

    /// <summary>Exactly the largest lag.</summary>
    Fixed,
}

/// <summary>Result of an augmented Dickey–Fuller test. Every number is NaN when it cannot be had, and <see cref="Reason"/> says why.</summary>
public sealed record AdfResult
{
    /// <summary>t statistic of the lagged level.</summary>
    public double Stat { get; init; } = double.NaN;

    /// <summary>MacKinnon's p-value under a unit root.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Lagged differences used.</summary>
    public int Lag { get; init; }

    /// <summary>Rows of the final regression.</summary>
    public int Observations { get; init; }

    /// <summary>Deterministic part.</summary>
    public TrendKind Trend { get; init; }

    /// <summary>Critical values for that many rows.</summary>
    public CriticalValues Critical { get; init; } = CriticalValues.Unknown;

    /// <summary>Largest lag considered.</summary>
    public int MaxLag { get; init; }

    /// <summary>The least information criterion; NaN for a fixed lag.</summary>
    public double BestCriterion { get; init; } = double.NaN;

    /// <summary>Why there is no result; empty when there is one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>True when there is a result.</summary>
    public bool IsKnown => Reason.Length == 0;
}
