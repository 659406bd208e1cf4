namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Result of a KPSS test. NaN and a <see cref="Reason"/> when there is none.</summary>
public sealed record KpssResult
{
    /// <summary>The statistic.</summary>
    public double Stat { get; init; } = double.NaN;

    /// <summary>p-value interpolated in the published table, so between 0.01 and 0.10: those ends mean "at most" and "at least".</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Lags of the long-run variance.</summary>
    public int Lag { get; init; }

    /// <summary>Critical values.</summary>
    public CriticalValues Critical { get; init; } = CriticalValues.Unknown;

    /// <summary>Why there is no result; empty when there is one.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Kwiatkowski, Phillips, Schmidt and Shin (1992): the null is stationarity around a constant, so it asks the opposite of ADF.</summary>
public static class KpssTest
{
    private static readonly double[] Levels = [0.10, 0.05, 0.025, 0.01];
    private static readonly double[] Table = [0.347, 0.463, 0.574, 0.739];

    /// <summary>Runs the test.</summary>
    /// <param name="series">The series, oldest first.</param>
    /// <param name="lags">Lags of the Bartlett window; null means Hobijn, Franses and Ooms' (1998) automatic choice.</param>
    public static KpssResult Run(ReadOnlySpan<double> series, int? lags = null)
    {
        var n = series.Length;
        if (n < 4)
            return new KpssResult { Reason = "too few points" };
        if (series[1..].IndexOfAnyExcept(series[0]) < 0)
            return new KpssResult { Reason = "constant window" };
        var deviations = Deviations(series);
        var lag = Math.Clamp(lags ?? AutomaticLags(deviations), 0, n - 1);
        var longRun = Columns.Dot(deviations, deviations);
        for (var i = 1; i <= lag; i++)
            longRun += 2 * (1 - i / (lag + 1.0)) * Columns.Dot(deviations.AsSpan(i), deviations.AsSpan(0, n - i));
        double sum = 0, eta = 0;
        foreach (var value in deviations)
        {
            sum += value;
            eta += sum * sum;
        }

        var stat = eta / n / longRun;
        return new KpssResult
        {
            Stat = stat,
            PValue = Interpolate(stat),
            Lag = lag,
            Critical = new CriticalValues(Table[3], Table[1], Table[0]),
        };
    }

    internal static double[] Deviations(ReadOnlySpan<double> series)
    {
        var deviations = new double[series.Length];
        var mean = 0.0;
        for (var i = 0; i < deviations.Length; i++)
        {
            deviations[i] = series[i] - series[0];
            mean += deviations[i];
        }

        mean /= deviations.Length;
        for (var i = 0; i < deviations.Length; i++)
            deviations[i] -= mean;
        return deviations;
    }

    private static int AutomaticLags(double[] deviations)
    {
        var n = deviations.Length;
        var window = (int)Math.Pow(n, 2.0 / 9);
        var s0 = Columns.Dot(deviations, deviations) / n;
        var s1 = 0.0;
        for (var i = 1; i <= window; i++)
        {
            var product = Columns.Dot(deviations.AsSpan(i), deviations.AsSpan(0, n - i)) / (n / 2.0);
            s0 += product;
            s1 += i * product;
        }

        var ratio = s1 / s0;
        return (int)(1.1447 * Math.Cbrt(ratio * ratio) * Math.Cbrt(n));
    }

    private static double Interpolate(double stat)
    {
        if (stat <= Table[0])
            return Levels[0];
        for (var i = 1; i < Table.Length; i++)
        {
            if (stat <= Table[i])
                return Levels[i - 1] + (stat - Table[i - 1]) / (Table[i] - Table[i - 1]) * (Levels[i] - Levels[i - 1]);
        }

        return Levels[^1];
    }
}
