using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;

namespace QuantPlatform.Web.Pairs;

/// <summary>Reading a pair's points and table where there is nobody to answer with a refusal.</summary>
internal static class SeriesReads
{
    /// <summary>The points; none of a pair that is gone. A busy node throws, as any failed read: it is tried again.</summary>
    public static ImmutableArray<PairPoint> Points(this Outcome<ImmutableArray<PairPoint>> series) => Taken(series);

    /// <summary>The rows of a statistics table, likewise.</summary>
    public static ImmutableArray<PairTableRow> Rows(this Outcome<ImmutableArray<PairTableRow>> table) => Taken(table);

    private static ImmutableArray<T> Taken<T>(Outcome<ImmutableArray<T>> read) => read.Accepted ? read.Value
        : read.Refusals.FirstOrDefault(refusal => refusal.Code == RefusalCodes.Busy) is { } busy ? throw new TimeoutException(busy.Message)
        : [];
}
