using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Web.Pairs;

/// <summary>Rows of a pair's chart as its script reads them: arrays of numbers, unknown null, times in Unix ms.</summary>
/// <param name="Y">Closed bars of Y: time, open, high, low, close, volume, quality.</param>
/// <param name="X">Closed bars of X.</param>
/// <param name="Points">Points: time, spread, mean, standard deviation, z, signal, correlation, beta, its standard error.</param>
public sealed record PairChartRows(IReadOnlyList<double?[]> Y, IReadOnlyList<double?[]> X, IReadOnlyList<double?[]> Points)
{
    /// <summary>Nothing.</summary>
    public static readonly PairChartRows Empty = new([], [], []);

    internal static double?[] Row(Bar bar) =>
        [bar.OpenTime, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume, (int)bar.Quality];

    internal static double?[] Row(PairPoint point) => [point.Time, point.Spread, point.SpreadMean, point.SpreadStd, point.Z, (int)point.Signal, point.Correlation, point.Beta, point.BetaSe];

    /// <summary>The snapshot's own point; null before the first.</summary>
    internal static double?[]? Row(PairSnapshot snapshot) => snapshot.Time is { } time
        ? [time, snapshot.Spread, snapshot.SpreadMean, snapshot.SpreadStd, snapshot.Z, (int)snapshot.Signal, snapshot.Correlation, snapshot.Beta, snapshot.BetaSe]
        : null;
}

/// <summary>What is new for a pair's chart since the last update.</summary>
/// <param name="OpenY">The open bar of Y as far as it is known; null when nothing has traded in it.</param>
/// <param name="Preview">z on the open bar; null when it is not known.</param>
/// <param name="Alerts">The newest alerts of the pair, ascending; null: as before.</param>
public sealed record PairChartUpdate(
    IReadOnlyList<double?[]> Y, IReadOnlyList<double?[]> X, IReadOnlyList<double?[]> Points, double?[]? OpenY, double?[]? OpenX, PairChartPreview? Preview,
    IReadOnlyList<PairAlertMark>? Alerts = null);

/// <summary>z and spread on the open bar.</summary>
/// <param name="Time">Open time of that bar.</param>
public sealed record PairChartPreview(long Time, double? Spread, double? Z);
