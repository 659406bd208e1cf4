namespace QuantPlatform.Analytics.Signals;

/// <summary>The signal's state machine: a pure function of the state before, z, and the thresholds (0 ≤ exit &lt; entry &lt; stop).</summary>
public static class SignalMachine
{
    /// <summary>The state at the next point; at most one transition.</summary>
    /// <param name="state">State at the point before.</param>
    /// <param name="z">z of this point; NaN (unknown) keeps the state.</param>
    /// <param name="entry">|z| that enters.</param>
    /// <param name="exit">|z| that leaves.</param>
    /// <param name="stop">|z| that stops, and beyond which nothing is entered.</param>
    /// <param name="wasReset">True when the windows were emptied before this point: the state becomes flat.</param>
    public static SignalState Next(SignalState state, double z, double entry, double exit, double stop, bool wasReset = false)
    {
        if (wasReset)
            return SignalState.Flat;
        if (double.IsNaN(z))
            return state;
        return state switch
        {
            SignalState.LongSpread => z >= -exit ? SignalState.Flat : z <= -stop ? SignalState.StoppedLong : state,
            SignalState.ShortSpread => z <= exit ? SignalState.Flat : z >= stop ? SignalState.StoppedShort : state,
            SignalState.StoppedLong => z >= -exit ? SignalState.Flat : state,
            SignalState.StoppedShort => z <= exit ? SignalState.Flat : state,
            _ => z > -stop && z <= -entry ? SignalState.LongSpread
                : z >= entry && z < stop ? SignalState.ShortSpread
                : SignalState.Flat,
        };
    }
}
