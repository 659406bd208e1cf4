using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Pairs;

/// <summary>What the bars behind a pair's hedge window were like: quiet ones, and missing ones between them.</summary>
/// <param name="countsMissing">False for uploads, whose bars may be any distance apart: only a bar that is marked as a gap is one.</param>
internal sealed class WindowBars(int window, long intervalMs, bool countsMissing = true)
{
    // One window more than needed: a point that is taken out makes room for an older one.
    private readonly List<(long Time, bool QuietY, bool QuietX)> points = new(2 * window);
    private long newest = long.MinValue;
    private long newestGap = long.MinValue;
    private int quietY;
    private int quietX;

    /// <summary>Share of quiet bars of the leg that has more of them, 0 to 1; 0 before the first point.</summary>
    public double QuietShare => Count == 0 ? 0 : (double)Math.Max(quietY, quietX) / Count;

    /// <summary>True when a bar since the first of the window is missing or has a gap: its points are then not consecutive.</summary>
    public bool HasGap => Count > 0 && (countsMissing ? (newest - First) / intervalMs + 1 != Count : newestGap > First);

    private long First => points[^Count].Time;

    private int Count => Math.Min(points.Count, window);

    /// <summary>Takes in the next joint bar, a point or not.</summary>
    public void Add(JointBar bar)
    {
        newest = bar.OpenTime;
        if (!bar.IsPoint)
        {
            newestGap = bar.OpenTime;
            return;
        }

        if (points.Count >= window)
        {
            Tally(points[^window], -1);
        }

        if (points.Count >= 2 * window)
        {
            points.RemoveRange(0, window);
        }

        points.Add(Entry(bar));
        Tally(points[^1], 1);
    }

    /// <summary>Replaces the joint bar of an open time, adds it, or takes it out when it is no point.</summary>
    public void Revise(long time, JointBar? bar)
    {
        newest = Math.Max(newest, time);
        var at = points.FindIndex(point => point.Time >= time);
        at = at < 0 ? points.Count : at;
        if (at < points.Count && points[at].Time == time)
        {
            points.RemoveAt(at);
        }

        if (bar is { IsPoint: true } point)
        {
            points.Insert(at, Entry(point));
        }

        (quietY, quietX) = (0, 0);
        points.TakeLast(window).ToList().ForEach(entry => Tally(entry, 1));
    }

    private static (long Time, bool QuietY, bool QuietX) Entry(JointBar bar) =>
        (bar.OpenTime, bar.Y.Quality == BarQuality.Quiet, bar.X.Quality == BarQuality.Quiet);

    private void Tally((long Time, bool QuietY, bool QuietX) point, int by)
    {
        quietY += point.QuietY ? by : 0;
        quietX += point.QuietX ? by : 0;
    }
}
