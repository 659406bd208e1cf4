using MathNet.Numerics.LinearAlgebra;

namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>One null hypothesis of a Johansen test: at most <paramref name="Rank"/> cointegrating relations.</summary>
/// <param name="Rank">The rank under the null.</param>
/// <param name="Trace">Trace statistic against any higher rank.</param>
/// <param name="TraceCritical">Its critical values.</param>
/// <param name="MaxEigen">Maximum-eigenvalue statistic against one more relation.</param>
/// <param name="MaxEigenCritical">Its critical values.</param>
public sealed record JohansenRow(int Rank, double Trace, CriticalValues TraceCritical, double MaxEigen, CriticalValues MaxEigenCritical);

/// <summary>Result of a Johansen test. No rows and a <see cref="Reason"/> when there is none.</summary>
public sealed record JohansenResult
{
    /// <summary>Lagged differences used.</summary>
    public int Lag { get; init; }

    /// <summary>Rows of the regressions.</summary>
    public int Observations { get; init; }

    /// <summary>Eigenvalues, largest first.</summary>
    public IReadOnlyList<double> Eigenvalues { get; init; } = [];

    /// <summary>One row per null, rank 0 first.</summary>
    public IReadOnlyList<JohansenRow> Rows { get; init; } = [];

    /// <summary>Hedge ratio of the second series in the first relation, first series normalised to 1: y − βx.</summary>
    public double HedgeRatio { get; init; } = double.NaN;

    /// <summary>Why there is no result; empty when there is one.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Johansen's likelihood-ratio tests for the number of cointegrating relations (1988, 1991).</summary>
/// <remarks>Canonical correlations between differences and lagged levels, both after the deterministic part and lagged differences were taken out, by orthogonalisation rather than cross-products.</remarks>
public static class JohansenTest
{
    /// <summary>Runs the test on two to twelve series.</summary>
    /// <param name="series">Series of equal length; for a pair Y first.</param>
    /// <param name="trend">Deterministic part: none, a constant (default; order 0), or a linear trend in the levels (order 1).</param>
    /// <param name="lags">Lagged differences; the default is 1.</param>
    public static JohansenResult Run(double[][] series, TrendKind trend = TrendKind.Constant, int lags = 1)
    {
        ArgumentNullException.ThrowIfNull(series);
        var k = series.Length;
        var n = series[0].Length;
        if (k is < 2 or > 12 || Array.Exists(series, s => s.Length != n))
            throw new ArgumentException("Two to twelve series of equal length are needed.");
        var rows = n - lags - 1;
        var unknown = new JohansenResult { Lag = lags, Observations = Math.Max(rows, 0) };
        if (rows < k * (lags + 1) + 4)
            return unknown with { Reason = "too few points" };
        if (Array.Exists(series, s => s.AsSpan(1).IndexOfAnyExcept(s[0]) < 0))
            return unknown with { Reason = "constant window" };
        var levels = Array.ConvertAll(series, s => Level(s, trend));
        var columns = Residuals(levels, trend, lags, rows);

        // Columns now hold, orthogonal to everything before: k differences, then k levels.
        var (first, second) = (columns.Count - 2 * k, columns.Count - k);
        var (differences, _) = Orthonormal(columns, first, k);
        var (level, upper) = Orthonormal(columns, second, k);
        if (differences is null || level is null)
            return unknown with { Reason = "one leg is a multiple of the other" };
        var cross = Matrix<double>.Build.Dense(k, k, (i, j) => Columns.Dot(differences[i], level[j]));
        var svd = cross.Svd();
        var eigen = svd.S.Select(s => s * s).ToArray();
        var vector = upper!.Solve(svd.VT.Row(0));
        return unknown with { Eigenvalues = eigen, Rows = RowsOf(eigen, trend, rows), HedgeRatio = -vector[1] / vector[0] };
    }

    private static JohansenRow[] RowsOf(double[] eigen, TrendKind trend, int observations)
    {
        var (traceTable, maxTable) = trend switch
        {
            TrendKind.None => (JohansenTables.TraceNone, JohansenTables.MaxEigenNone),
            TrendKind.Constant => (JohansenTables.TraceConstant, JohansenTables.MaxEigenConstant),
            _ => (JohansenTables.TraceTrend, JohansenTables.MaxEigenTrend),
        };
        var rows = new JohansenRow[eigen.Length];
        var trace = 0.0;
        for (var i = eigen.Length - 1; i >= 0; i--)
        {
            var max = -observations * double.LogP1(-eigen[i]);
            trace += max;
            var left = eigen.Length - i - 1;
            rows[i] = new JohansenRow(i, trace, Levels(traceTable[left]), max, Levels(maxTable[left]));
        }

        return rows;
    }

    private static CriticalValues Levels(double[] percentiles) => new(percentiles[2], percentiles[1], percentiles[0]);

    /// <summary>Measured from its first value; under a linear trend without its straight line.</summary>
    private static double[] Level(double[] series, TrendKind trend)
    {
        if (trend == TrendKind.None)
            return series;
        if (trend == TrendKind.Constant)
            return Array.ConvertAll(series, v => v - series[0]);
        var columns = new Columns(series.Length, 3);
        columns[0].Fill(1);
        for (var i = 0; i < series.Length; i++)
        {
            columns[1][i] = i + 1 - 0.5 * (series.Length + 1);
            columns[2][i] = series[i] - series[0];
        }

        columns.Eliminate(0, series.Length);
        columns.Eliminate(1, Columns.Dot(columns[1], columns[1]));
        return columns[2].ToArray();
    }

    /// <summary>Constant, lagged differences, then differences and levels with those taken out.</summary>
    private static Columns Residuals(double[][] levels, TrendKind trend, int lags, int rows)
    {
        var k = levels.Length;
        var terms = trend == TrendKind.None ? 0 : 1;
        var columns = new Columns(rows, terms + k * (lags + 2));
        if (terms > 0)
            columns[0].Fill(1);
        for (var s = 0; s < k; s++)
        {
            var level = levels[s];
            for (var lag = 0; lag <= lags; lag++)
            {
                var at = lag == 0 ? terms + k * lags + s : terms + k * (lag - 1) + s;
                var difference = columns[at];
                for (var i = 0; i < rows; i++)
                    difference[i] = level[i + lags - lag + 1] - level[i + lags - lag];
            }

            var lagged = columns[terms + k * (lags + 1) + s];
            for (var i = 0; i < rows; i++)
                lagged[i] = level[i + lags];
        }

        var squares = columns.Squares();
        for (var j = 0; j < terms + k * lags; j++)
            columns.Eliminate(j, squares[j]);
        return columns;
    }

    /// <summary>An orthonormal basis of k columns, and the triangular factor; null when they depend on each other.</summary>
    private static (double[][]? Basis, Matrix<double>? Upper) Orthonormal(Columns columns, int from, int k)
    {
        var basis = new double[k][];
        var upper = Matrix<double>.Build.Dense(k, k);
        for (var j = 0; j < k; j++)
        {
            var column = columns[from + j].ToArray();
            var original = Math.Sqrt(Columns.Dot(column, column));

            // Twice is enough (Kahan): the second pass removes what rounding left of the first.
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < j; i++)
                {
                    var r = Columns.Dot(basis[i], column);
                    upper[i, j] += r;
                    for (var t = 0; t < column.Length; t++)
                        column[t] -= r * basis[i][t];
                }
            }

            var norm = Math.Sqrt(Columns.Dot(column, column));
            if (!(norm > 1e-12 * original))
                return (null, null);
            upper[j, j] = norm;
            basis[j] = Array.ConvertAll(column, v => v / norm);
        }

        return (basis, upper);
    }
}
