using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Pairs;
using static QuantPlatform.Silo.Pairs.PairKernels;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Statistics;

/// <summary>The statistics table of a pair: a row a bar or a minute.</summary>
internal static class PairTables
{
    private const long MinuteMs = 60_000;

    /// <summary>Length of a row in milliseconds: bars of a minute or longer have a row each.</summary>
    public static long RowMs(Settings settings, TableStep every) =>
        every == TableStep.Minute ? Math.Max(MinuteMs, settings.Interval.Ms()) : settings.Interval.Ms();

    /// <summary>Most points of one row.</summary>
    public static int PointsPerRow(Settings settings, TableStep every) => (int)(RowMs(settings, every) / settings.Interval.Ms());

    /// <param name="bars">Ascending, with the warm-up in front; bars with gaps have no row.</param>
    /// <param name="warmup">So many points in front only warm up: their rows may lack values.</param>
    /// <returns>All rows, the newest perhaps of a minute that is not over.</returns>
    public static List<PairTableRow> Rows(Settings settings, IEnumerable<JointBar> bars, TableStep every, int warmup = 0)
    {
        var kernel = Create(settings);
        var rowMs = RowMs(settings, every);
        var perRow = PointsPerRow(settings, every);
        var rows = new List<PairTableRow>();
        var group = new List<JointBar>(perRow);
        PairTableRow? before = null;
        var values = default(PairValues);
        foreach (var bar in bars.Where(bar => bar.IsPoint))
        {
            if (group.Count > 0 && RowOf(bar, rowMs) != RowOf(group[0], rowMs))
            {
                rows.Add(before = Row(RowOf(group[0], rowMs), group, perRow, values, before));
                group.Clear();
            }

            group.Add(bar);
            if (warmup-- > 0)
            {
                kernel.Skip(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
            }
            else
            {
                kernel.Add(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
            }

            values = kernel.Current;
        }

        if (group.Count > 0)
        {
            rows.Add(Row(RowOf(group[0], rowMs), group, perRow, values, before));
        }

        return rows;
    }

    /// <summary>The open time of the row that is or follows <paramref name="time"/>.</summary>
    public static long? RoundUp(long? time, long rowMs) => time is { } t && t < long.MaxValue - rowMs ? (t + rowMs - 1) / rowMs * rowMs : time;

    private static long RowOf(JointBar bar, long rowMs) => bar.OpenTime - (bar.OpenTime % rowMs);

    private static PairTableRow Row(long time, List<JointBar> group, int perRow, in PairValues values, PairTableRow? before)
    {
        var isWhole = group.Count == perRow;
        return new PairTableRow(
            time,
            values.PriceY,
            values.PriceX,
            before is null ? null : Known(100 * (values.PriceY / before.PriceY - 1)),
            before is null ? null : Known(100 * (values.PriceX / before.PriceX - 1)),
            isWhole ? group.Sum(bar => bar.Y.Volume) : null,
            isWhole ? group.Sum(bar => bar.X.Volume) : null,
            isWhole ? group.Sum(bar => bar.Y.Trades) : null,
            isWhole ? group.Sum(bar => bar.X.Trades) : null,
            Known(values.Spread),
            Known(values.Z),
            Known(values.Beta),
            Known(values.Correlation));
    }
}
