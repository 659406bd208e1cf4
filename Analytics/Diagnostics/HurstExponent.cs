namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Hurst exponent by the lag-deviation method: below ½ mean-reverting, ½ a random walk, above ½ trending.</summary>
public static class HurstExponent
{
    /// <summary>Slope of ln std(s[t+L] − s[t]) on ln L for L = 2 .. min(100, ⌊n/2⌋) − 1, deviations with ddof 0.</summary>
    /// <returns>NaN for fewer than 8 values or when a lagged difference never varies.</returns>
    public static double Of(ReadOnlySpan<double> series)
    {
        var n = series.Length;
        var maxLag = Math.Min(100, n / 2) - 1;
        if (maxLag < 3)
            return double.NaN;
        var logLag = new double[maxLag - 1];
        var logStd = new double[maxLag - 1];
        for (var lag = 2; lag <= maxLag; lag++)
        {
            var variance = Variance(series[lag..], series[..^lag]);
            if (!(variance > 0))
                return double.NaN;
            logLag[lag - 2] = Math.Log(lag);
            logStd[lag - 2] = 0.5 * Math.Log(variance);
        }

        return Hedging.HedgeRegression.Fit(Pairs.HedgeMethod.Ols, logStd, logLag).Beta;
    }

    private static double Variance(ReadOnlySpan<double> later, ReadOnlySpan<double> earlier)
    {
        var n = later.Length;
        var mean = 0.0;
        for (var i = 0; i < n; i++)
            mean += later[i] - earlier[i];
        mean /= n;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var d = later[i] - earlier[i] - mean;
            sum += d * d;
        }

        return sum / n;
    }
}
