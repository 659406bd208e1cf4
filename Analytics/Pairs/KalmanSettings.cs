namespace QuantPlatform.Analytics.Pairs;

/// <summary>Noise of the Kalman hedge ratio: either <see cref="Delta"/> (the filter is initialised from the first window), or explicit <see cref="Q"/>, <see cref="R"/> and <see cref="P0"/>.</summary>
public sealed record KalmanSettings
{
    /// <summary>Ratio of state noise to observation noise; the default is 1e-4. Not used when <see cref="Q"/> is set.</summary>
    public double Delta { get; init; } = 1e-4;

    /// <summary>Explicit state noise per step, the same for β and α; null means the data-scaled default.</summary>
    public double? Q { get; init; }

    /// <summary>Explicit observation variance; required with <see cref="Q"/>.</summary>
    public double? R { get; init; }

    /// <summary>Explicit prior variance of the state (diagonal) at the first observation; required with <see cref="Q"/>.</summary>
    public double? P0 { get; init; }

    /// <summary>True when the explicit parameters are used.</summary>
    public bool IsExplicit => Q is not null;

    internal void Validate()
    {
        if (IsExplicit)
        {
            if (!(Q >= 0) || !(R > 0) || !(P0 >= 0))
                throw new ArgumentException("Explicit Kalman settings need q >= 0, r > 0 and p0 >= 0.");
        }
        else if (R is not null || P0 is not null || !(Delta > 0) || double.IsInfinity(Delta))
        {
            throw new ArgumentException("Kalman settings need delta > 0, or all of q, r and p0.");
        }
    }
}
