using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The newest points of a pair for its rules, and which of them no rule was told yet.</summary>
/// <param name="withTests">Whether the points carry the tests, which cost something.</param>
/// <param name="after">Open time of the joint bar before the first point to come; null: there is none.</param>
internal sealed class RulePointLog(bool withTests, long? after)
{
    /// <summary>Enough for a rule that missed a hint; who missed more has the points worked out from stored bars.</summary>
    private const int Capacity = 64;

    private readonly List<RulePoint> points = [];
    private long? before = after;
    private long? toldUpTo = after;

    public bool WithTests => withTests;

    public void Add(RulePoint point)
    {
        points.Add(point);
        if (points.Count >= 2 * Capacity)
        {
            before = points[Capacity - 1].Time;
            points.RemoveRange(0, Capacity);
        }
    }

    /// <summary>Points since the last call, with the open time of the bar before them.</summary>
    public (ImmutableArray<RulePoint> Points, long? Previous) TakeNew()
    {
        var from = points.Count;
        while (from > 0 && (toldUpTo is null || points[from - 1].Time > toldUpTo))
        {
            from--;
        }

        var previous = from > 0 ? points[from - 1].Time : before;
        ImmutableArray<RulePoint> fresh = [.. points.Skip(from)];
        toldUpTo = points.Count > 0 ? points[^1].Time : toldUpTo;
        return (fresh, previous);
    }

    /// <summary>Up to <paramref name="limit"/> points after a time; null when some of them are no longer here.</summary>
    public ImmutableArray<RulePoint>? After(long time, int limit)
    {
        if (before is null || time < before)
        {
            return null;
        }

        var from = points.Count;
        while (from > 0 && points[from - 1].Time > time)
        {
            from--;
        }

        return [.. points.Skip(from).Take(limit)];
    }
}
