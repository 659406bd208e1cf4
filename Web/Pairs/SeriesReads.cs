using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Web.Pairs;

/// <summary>Reading a pair's points where there is nobody to answer with a refusal.</summary>
internal static class SeriesReads
{
    /// <summary>The points; none of a pair that is gone. A busy node throws, as any failed read: it is tried again.</summary>
    public static ImmutableArray<PairPoint> Points(this Outcome<ImmutableArray<PairPoint>> series) => series.Accepted ? series.Value
        : series.Refusals.FirstOrDefault(refusal => refusal.Code == RefusalCodes.Busy) is { } busy ? throw new TimeoutException(busy.Message)
        : [];
}
