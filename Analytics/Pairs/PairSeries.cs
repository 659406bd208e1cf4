namespace QuantPlatform.Analytics.Pairs;

/// <summary>A whole series of pair values, by the kernel that runs live.</summary>
public static class PairSeries
{
    /// <summary>Fills <paramref name="destination"/> with the values at every point.</summary>
    /// <param name="settings">Settings of the pair.</param>
    /// <param name="openTimes">Ascending open times, Unix ms.</param>
    /// <param name="closeY">Closes of Y, as many as there are times.</param>
    /// <param name="closeX">Closes of X, likewise.</param>
    /// <param name="destination">At least as long as the input.</param>
    /// <param name="resetsOnGap">See <see cref="PairKernel"/>.</param>
    public static void Compute(
        PairSettings settings,
        ReadOnlySpan<long> openTimes,
        ReadOnlySpan<double> closeY,
        ReadOnlySpan<double> closeX,
        Span<PairValues> destination,
        bool resetsOnGap)
    {
        if (closeY.Length != openTimes.Length || closeX.Length != openTimes.Length || destination.Length < openTimes.Length)
            throw new ArgumentException("Times, closes and destination must have the same length.");
        var kernel = new PairKernel(settings, resetsOnGap);
        for (var i = 0; i < openTimes.Length; i++)
        {
            kernel.Add(openTimes[i], closeY[i], closeX[i]);
            destination[i] = kernel.Current;
        }
    }
}
