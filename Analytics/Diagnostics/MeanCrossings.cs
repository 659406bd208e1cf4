namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>How often a series crosses its own mean.</summary>
public static class MeanCrossings
{
    /// <summary>Number of changes of sign of s − s̄; values on the mean itself are passed over.</summary>
    public static int Count(ReadOnlySpan<double> series)
    {
        if (series.Length < 2)
            return 0;
        var side = 0;
        var crossings = 0;
        foreach (var deviation in KpssTest.Deviations(series))
        {
            var sign = Math.Sign(deviation);
            if (sign == 0)
                continue;
            if (side != 0 && sign != side)
                crossings++;
            side = sign;
        }

        return crossings;
    }
}
