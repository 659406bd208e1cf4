namespace QuantPlatform.Analytics.Pairs;

/// <summary>How the hedge ratio β (and α) of a pair is estimated.</summary>
public enum HedgeMethod
{
    /// <summary>Ordinary least squares of y on x over the hedge window.</summary>
    Ols,

    /// <summary>Total (orthogonal) least squares: errors in both legs.</summary>
    Tls,

    /// <summary>Huber's M-estimator, t = 1.345, scale re-estimated from the median |residual|.</summary>
    Huber,

    /// <summary>Median of the pairwise slopes.</summary>
    TheilSen,

    /// <summary>A Kalman filter with [β, α] as a random walk; its spread is the innovation.</summary>
    Kalman,
}

/// <summary>What the statistics see of a price.</summary>
public enum PriceTransform
{
    /// <summary>The natural logarithm of the close.</summary>
    Log,

    /// <summary>The close itself.</summary>
    Level,
}
