using System.Collections.Immutable;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Counts rows that come in order of time: doubled ones, missing ones, and how many bars they make.</summary>
internal sealed class RowCounts
{
    private readonly long? spacingMs;
    private readonly bool hasContiguousIds;
    private readonly long[] bars = new long[Contracts.Markets.Intervals.All.Count];
    private long previousTime;
    private long previousRank;

    /// <summary>Of bars that are usually so far apart.</summary>
    public RowCounts(long spacingMs) => this.spacingMs = spacingMs;

    /// <summary>Of trades.</summary>
    /// <param name="hasContiguousIds">Whether an id that is not the next one means that trades are missing.</param>
    public RowCounts(bool hasContiguousIds) => this.hasContiguousIds = hasContiguousIds;

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Gaps { get; private set; }

    public long Missing { get; private set; }

    public long? From { get; private set; }

    public long? To => Accepted == 0 ? null : previousTime;

    /// <returns>False for a row that was there before.</returns>
    public bool Take(long time, long rank)
    {
        if (Accepted > 0)
        {
            if (time == previousTime && (spacingMs is not null || rank == previousRank))
            {
                Duplicates++;
                return false;
            }

            Miss(spacingMs is { } spacing ? ((time - previousTime) / spacing) - 1 : hasContiguousIds ? rank - previousRank - 1 : 0);
        }

        From ??= time;
        CountBars(time);
        Accepted++;
        (previousTime, previousRank) = (time, rank);
        return true;
    }

    /// <summary>The intervals whose bars the rows give: of bars their own and the coarser ones that whole numbers of rows make; of trades every one with at most so many bars.</summary>
    public ImmutableArray<Interval> Intervals(Interval? own, int maxBars) => own is { } interval
        ? [.. Contracts.Markets.Intervals.All.Where(candidate => candidate == interval || (candidate > interval && candidate.Ms() > spacingMs && candidate.Ms() % spacingMs == 0))]
        : [.. Contracts.Markets.Intervals.All.Where((_, index) => bars[index] <= maxBars)];

    private void Miss(long rows)
    {
        if (rows > 0)
        {
            Gaps++;
            Missing += rows;
        }
    }

    private void CountBars(long time)
    {
        if (spacingMs is not null)
        {
            return;
        }

        var isSilence = Accepted > 0 && time - previousTime > TradeBars.LongestSilenceMs;
        for (var i = 0; i < bars.Length; i++)
        {
            var interval = Contracts.Markets.Intervals.All[i];
            bars[i] += Accepted == 0 || isSilence ? 1 : (interval.OpenOf(time) - interval.OpenOf(previousTime)) / interval.Ms();
        }
    }
}
