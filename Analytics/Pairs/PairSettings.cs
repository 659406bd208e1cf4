namespace QuantPlatform.Analytics.Pairs;

/// <summary>Everything that decides the numbers of a pair, apart from its prices.</summary>
public sealed record PairSettings
{
    /// <summary>Length of a bar in milliseconds; a bar's index is its open time divided by this.</summary>
    public required long IntervalMs { get; init; }

    /// <summary>Hedge window W in points; the default is 240, at least 4.</summary>
    public int Window { get; init; } = 240;

    /// <summary>Window Z of the z-score in points; the default is 60, at least 2.</summary>
    public int ZWindow { get; init; } = 60;

    /// <summary>Estimator of the hedge ratio; the default is ordinary least squares.</summary>
    public HedgeMethod Method { get; init; } = HedgeMethod.Ols;

    /// <summary>Price transform; the default is the logarithm.</summary>
    public PriceTransform Transform { get; init; } = PriceTransform.Log;

    /// <summary>Whether α is estimated (default) or fixed at 0. The Kalman filter always has it.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>|z| at which a spread position is entered; the default is 2.</summary>
    public double Entry { get; init; } = 2.0;

    /// <summary>|z| at which it is left; the default is 0.5.</summary>
    public double Exit { get; init; } = 0.5;

    /// <summary>|z| at which it is stopped; the default is 4.</summary>
    public double Stop { get; init; } = 4.0;

    /// <summary>Noise of the Kalman filter; null means the defaults. Only read under <see cref="HedgeMethod.Kalman"/>.</summary>
    public KalmanSettings? Kalman { get; init; }

    /// <summary>How many of the last points a kernel must be given so that its values equal, bit for bit, those of one that saw all of history: max(3W, 2Z), under Kalman 60 W (its filters start 20 to 40 W back, and the drift of β looks W further).</summary>
    public int WarmupPoints => Method == HedgeMethod.Kalman
        ? Math.Max(60 * Window, 2 * ZWindow)
        : Math.Max(3 * Window, 2 * ZWindow);

    /// <summary>Throws <see cref="ArgumentException"/> naming the first rule that is broken.</summary>
    public void Validate()
    {
        if (IntervalMs <= 0)
            throw new ArgumentException("The interval must be positive.");
        if (Window is < 4 or > 100_000)
            throw new ArgumentException("The window must lie between 4 and 100,000 points.");
        if (ZWindow is < 2 or > 100_000)
            throw new ArgumentException("The z-window must lie between 2 and 100,000 points.");
        if (!(Exit >= 0 && Exit < Entry && Entry < Stop))
            throw new ArgumentException("The thresholds must satisfy 0 <= exit < entry < stop.");
        Kalman?.Validate();
    }
}
