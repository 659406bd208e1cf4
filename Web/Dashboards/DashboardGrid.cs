using System.Collections.Immutable;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Web.Dashboards;

/// <summary>Where panels go on the grid: none overlap, and all move up as far as they can.</summary>
internal static class DashboardGrid
{
    public const int MinWidth = 4;
    public const int MinHeight = 3;
    private const int MaxHeight = 100;

    /// <summary>Puts a panel where the user wants it; the others make room.</summary>
    public static ImmutableArray<DashboardPanel> Put(IEnumerable<DashboardPanel> panels, DashboardPanel wanted)
    {
        var fitting = Fit(wanted);
        return Arrange(panels.Where(panel => panel.Id != wanted.Id).Select(Fit), fitting);
    }

    /// <summary>Takes a panel away; those below move up.</summary>
    public static ImmutableArray<DashboardPanel> Remove(IEnumerable<DashboardPanel> panels, string id) =>
        Arrange(panels.Where(panel => panel.Id != id).Select(Fit), null);

    /// <summary>Below everything there is.</summary>
    public static int Bottom(IEnumerable<DashboardPanel> panels) => panels.Select(panel => panel.Y + panel.H).DefaultIfEmpty().Max();

    private static ImmutableArray<DashboardPanel> Arrange(IEnumerable<DashboardPanel> others, DashboardPanel? kept)
    {
        var placed = new List<DashboardPanel>();
        if (kept is not null)
        {
            placed.Add(kept);
        }

        foreach (var panel in others.OrderBy(panel => panel.Y).ThenBy(panel => panel.X))
        {
            var at = panel;
            while (placed.Any(other => Overlap(at, other)))
            {
                at = at with { Y = at.Y + 1 };
            }

            placed.Add(at);
        }

        return MoveUp(placed);
    }

    private static ImmutableArray<DashboardPanel> MoveUp(IEnumerable<DashboardPanel> panels)
    {
        var result = new List<DashboardPanel>();
        foreach (var panel in panels.OrderBy(panel => panel.Y).ThenBy(panel => panel.X))
        {
            var at = panel;
            while (at.Y > 0 && !result.Any(other => Overlap(at with { Y = at.Y - 1 }, other)))
            {
                at = at with { Y = at.Y - 1 };
            }

            result.Add(at);
        }

        return [.. result];
    }

    private static DashboardPanel Fit(DashboardPanel panel)
    {
        var width = Math.Clamp(panel.W, MinWidth, DashboardPanel.Columns);
        return panel with
        {
            W = width,
            H = Math.Clamp(panel.H, MinHeight, MaxHeight),
            X = Math.Clamp(panel.X, 0, DashboardPanel.Columns - width),
            Y = Math.Max(0, panel.Y),
        };
    }

    private static bool Overlap(DashboardPanel one, DashboardPanel other) =>
        one.X < other.X + other.W && other.X < one.X + one.W && one.Y < other.Y + other.H && other.Y < one.Y + one.H;
}
