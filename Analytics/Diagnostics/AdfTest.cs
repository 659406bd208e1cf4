namespace QuantPlatform.Analytics.Diagnostics;

/// <summary>Augmented Dickey–Fuller test: regress Δsₜ on sₜ₋₁, lagged differences and a deterministic part; the null is a unit root.</summary>
/// <remarks>Said and Dickey (1984), lag rule of Schwert (1989); p-values and critical values: <see cref="MacKinnon"/>.</remarks>
public static class AdfTest
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The largest lag by default: min(⌈12 (n/100)^¼⌉, ⌊n/2⌋ − deterministic terms − 1); negative when the sample is too short.</summary>
    public static int DefaultMaxLag(int count, TrendKind trend) =>
        Math.Min((int)Math.Ceiling(12 * Math.Pow(count / 100.0, 0.25)), count / 2 - (int)trend - 1);

    /// <summary>Runs the test.</summary>
    /// <param name="series">The series, oldest first, finite.</param>
    /// <param name="trend">Deterministic part; the default is a constant.</param>
    /// <param name="selection">How the lag is chosen; the default is AIC. Candidates are fitted on one common sample, the winner again on all rows.</param>
    /// <param name="maxLag">Largest lag (or the fixed one); null means the default.</param>
    public static AdfResult Run(ReadOnlySpan<double> series, TrendKind trend = TrendKind.Constant, LagSelection selection = LagSelection.Aic, int? maxLag = null) =>
        Run(series, trend, selection, maxLag, Scale(series));

    /// <summary>As <see cref="Run(ReadOnlySpan{double}, TrendKind, LagSelection, int?)"/>, for a series that is a difference of terms of the given size.</summary>
    internal static AdfResult Run(ReadOnlySpan<double> series, TrendKind trend, LagSelection selection, int? maxLag, double scale)
    {
        var n = series.Length;
        var largest = maxLag ?? DefaultMaxLag(n, trend);
        var unknown = new AdfResult { Trend = trend, MaxLag = Math.Max(largest, 0) };
        if (largest < 0 || largest > n / 2 - (int)trend - 1)
            return unknown with { Reason = "too few points" };
        if (series[1..].IndexOfAnyExcept(series[0]) < 0)
            return unknown with { Reason = "constant window" };

        // What two roundings per term can leave behind in a residual.
        var noise = 4 * Epsilon * scale;
        var (lag, criterion) = selection == LagSelection.Fixed ? (largest, double.NaN) : SelectLag(series, trend, selection, largest, noise);
        if (lag < 0)
            return unknown with { Reason = NoFit(n, trend, largest) };
        var (stat, rows) = Statistic(series, trend, lag, noise);
        if (double.IsNaN(stat))
            return unknown with { Reason = NoFit(n, trend, lag) };
        return new AdfResult
        {
            Stat = stat,
            PValue = MacKinnon.PValue(stat, trend, 1),
            Lag = lag,
            Observations = rows,
            Trend = trend,
            Critical = MacKinnon.Critical(trend, 1, rows),
            MaxLag = largest,
            BestCriterion = criterion,
        };
    }

    /// <summary>As many coefficients as rows fit anything: that says nothing of the series.</summary>
    private static string NoFit(int count, TrendKind trend, int lag) =>
        count - 1 - lag <= (int)trend + 1 + lag ? "too few points" : "no residual variation";

    internal static double Scale(ReadOnlySpan<double> series)
    {
        var scale = 0.0;
        foreach (var value in series)
            scale = Math.Max(scale, Math.Abs(value));
        return scale;
    }

    /// <summary>Nested models deterministic, level, first lag, second lag, …: one orthogonalisation gives every sum of squares.</summary>
    private static (int Lag, double Criterion) SelectLag(ReadOnlySpan<double> series, TrendKind trend, LagSelection selection, int maxLag, double noise)
    {
        var terms = (int)trend;
        var columns = Fill(series, trend, maxLag, levelAt: terms);
        var rows = columns.Rows;
        var squares = columns.Squares();
        var dependent = columns.Count - 1;
        var best = (Lag: -1, Criterion: double.PositiveInfinity);
        for (var j = 0; j < dependent; j++)
        {
            columns.Eliminate(j, squares[j]);
            var lag = j - terms;
            if (lag < 0)
                continue;
            var residual = Columns.Dot(columns[dependent], columns[dependent]);
            if (!(residual > rows * noise * noise))
                return (-1, double.NaN);
            var parameters = j + 1;
            var penalty = selection == LagSelection.Aic ? 2.0 : Math.Log(rows);
            var criterion = rows * (Math.Log(2 * Math.PI) + Math.Log(residual / rows) + 1) + penalty * parameters;
            if (criterion < best.Criterion)
                best = (lag, criterion);
        }

        return best;
    }

    /// <summary>t statistic of the lagged level, which comes last.</summary>
    private static (double Stat, int Rows) Statistic(ReadOnlySpan<double> series, TrendKind trend, int lag, double noise)
    {
        var level = (int)trend + lag;
        var columns = Fill(series, trend, lag, levelAt: level);
        var squares = columns.Squares();
        for (var j = 0; j < level; j++)
            columns.Eliminate(j, squares[j]);
        var product = Columns.Dot(columns[level], columns[level + 1]);
        var square = columns.Eliminate(level, squares[level]);
        var residual = Columns.Dot(columns[level + 1], columns[level + 1]);
        var freedom = columns.Rows - level - 1;
        if (square == 0 || freedom < 1 || !(residual > columns.Rows * noise * noise))
            return (double.NaN, columns.Rows);
        return (product / Math.Sqrt(square * residual / freedom), columns.Rows);
    }

    /// <summary>Deterministic columns, lagged differences, and the lagged level at the given place; Δsₜ last.</summary>
    private static Columns Fill(ReadOnlySpan<double> series, TrendKind trend, int lags, int levelAt)
    {
        var terms = (int)trend;
        var rows = series.Length - 1 - lags;
        var columns = new Columns(rows, terms + lags + 2);
        if (terms > 0)
            columns[0].Fill(1);
        if (terms > 1)
        {
            var time = columns[1];
            for (var i = 0; i < rows; i++)
                time[i] = i + 1 - 0.5 * (rows + 1);
        }

        // With a constant the level may be measured from any origin: take one inside the data.
        var origin = terms > 0 ? series[0] : 0;
        var level = columns[levelAt];
        for (var i = 0; i < rows; i++)
            level[i] = series[i + lags] - origin;
        for (var lag = 0; lag <= lags; lag++)
        {
            var at = lag == 0 ? columns.Count - 1 : terms + lag - 1 + (levelAt == terms ? 1 : 0);
            var difference = columns[at];
            for (var i = 0; i < rows; i++)
                difference[i] = series[i + lags - lag + 1] - series[i + lags - lag];
        }

        return columns;
    }
}
