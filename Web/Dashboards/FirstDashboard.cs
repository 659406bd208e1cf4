using System.Collections.Immutable;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Web.Dashboards;

/// <summary>What a user sees who has not made a dashboard yet.</summary>
internal static class FirstDashboard
{
    /// <summary>The tour, the monitor, the alerts, and charts of the first pairs.</summary>
    public static DashboardSettings For(ImmutableArray<PairDefinition> pairs)
    {
        var panels = new List<DashboardPanel>
        {
            Panel("tour", PanelKinds.Tour, 0, 0, 24, 4),
            Panel("kpis", PanelKinds.Kpis, 0, 4, 24, 3),
            Panel("pairs", PanelKinds.Pairs, 0, 7, 15, 7),
            Panel("heatmap", PanelKinds.Heatmap, 15, 7, 9, 7),
            Panel("alerts", PanelKinds.Alerts, 0, 14, 24, 5),
        };
        panels.AddRange(pairs.Take(2).Select((pair, index) => Panel($"chart{index}", PanelKinds.PairChart, 12 * index, 19, 12, 12, new PanelSettings { Pair = pair.Id })));
        return new DashboardSettings(DashboardTexts.FirstName, [.. panels]);
    }

    private static DashboardPanel Panel(string id, string kind, int x, int y, int w, int h, PanelSettings? settings = null) =>
        new(id, kind, x, y, w, h, (settings ?? new PanelSettings()).Write());
}
