using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Deterministic part of a unit-root or cointegration regression.</summary>
public enum TrendKind
{
    /// <summary>None (<c>n</c>).</summary>
    None,

    /// <summary>A constant (<c>c</c>).</summary>
    Constant,

    /// <summary>A constant and a linear trend (<c>ct</c>).</summary>
    ConstantTrend,
}

/// <summary>Critical values at 1, 5 and 10 %.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CriticalValues(double OnePercent, double FivePercent, double TenPercent)
{
    /// <summary>Not tabulated.</summary>
    public static CriticalValues Unknown { get; } = new(double.NaN, double.NaN, double.NaN);
}

/// <summary>p-values and critical values of Dickey–Fuller statistics after MacKinnon (1994, 2010).</summary>
public static class MacKinnon
{
    /// <summary>Approximate asymptotic p-value: Φ of a polynomial in the statistic.</summary>
    /// <param name="tau">The statistic; NaN gives NaN.</param>
    /// <param name="trend">Deterministic part of the regression.</param>
    /// <param name="series">Number of series: 1 for ADF, 2 for Engle–Granger on a pair; at most 6.</param>
    public static double PValue(double tau, TrendKind trend, int series)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series, 6);
        var table = trend switch
        {
            TrendKind.None => MacKinnonTables.None,
            TrendKind.Constant => MacKinnonTables.Constant,
            _ => MacKinnonTables.ConstantTrend,
        };
        var n = series - 1;
        if (double.IsNaN(tau))
            return double.NaN;
        if (tau > table.Max[n])
            return 1;
        if (tau < table.Min[n])
            return 0;
        return Normal.CDF(0, 1, Polynomial(tau <= table.Star[n] ? table.Small[n] : table.Large[n], tau));
    }

    /// <summary>Critical values for a sample of <paramref name="observations"/>; unknown where MacKinnon gives none (several series without constant).</summary>
    public static CriticalValues Critical(TrendKind trend, int series, double observations)
    {
        var table = trend switch
        {
            TrendKind.None => MacKinnonTables.NoneCritical,
            TrendKind.Constant => MacKinnonTables.ConstantCritical,
            _ => MacKinnonTables.ConstantTrendCritical,
        };
        if (series < 1 || series > table.Length)
            return CriticalValues.Unknown;
        var row = table[series - 1];
        return new CriticalValues(Polynomial(row[0], 1 / observations), Polynomial(row[1], 1 / observations), Polynomial(row[2], 1 / observations));
    }

    private static double Polynomial(double[] coefficients, double at)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            value = value * at + coefficients[i];
        return value;
    }
}
