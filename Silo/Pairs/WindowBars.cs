using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Pairs;

/// <summary>What the bars behind a pair's hedge window were like: quiet ones, and missing ones between them.</summary>
internal sealed class WindowBars(int window, long intervalMs)
{
    private readonly (long Time, bool QuietY, bool QuietX)[] points = new (long, bool, bool)[window];
    private long newest = long.MinValue;
    private int next;
    private int count;
    private int quietY;
    private int quietX;

    /// <summary>Share of quiet bars of the leg that has more of them, 0 to 1; 0 before the first point.</summary>
    public double QuietShare => count == 0 ? 0 : (double)Math.Max(quietY, quietX) / count;

    /// <summary>True when a bar since the first of the window is missing or has a gap: its points are then not consecutive.</summary>
    public bool HasGap => count > 0 && (newest - points[count == window ? next : 0].Time) / intervalMs + 1 != count;

    /// <summary>Takes in the next joint bar, a point or not.</summary>
    public void Add(JointBar bar)
    {
        newest = bar.OpenTime;
        if (!bar.IsPoint)
        {
            return;
        }

        if (count == window)
        {
            Count(points[next], -1);
        }

        points[next] = (bar.OpenTime, bar.Y.Quality == BarQuality.Quiet, bar.X.Quality == BarQuality.Quiet);
        Count(points[next], 1);
        next = next + 1 == window ? 0 : next + 1;
        count = Math.Min(count + 1, window);
    }

    private void Count((long Time, bool QuietY, bool QuietX) point, int by)
    {
        quietY += point.QuietY ? by : 0;
        quietX += point.QuietX ? by : 0;
    }
}
