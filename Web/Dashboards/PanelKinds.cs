using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Dashboards;

/// <summary>The kinds of panels.</summary>
internal static class PanelKinds
{
    public const string Tour = "tour";
    public const string Kpis = "kpis";
    public const string Pairs = "pairMonitor";
    public const string PairChart = "pairChart";
    public const string SymbolChart = "symbolChart";
    public const string Heatmap = "correlation";
    public const string Watchlist = "watchlist";
    public const string Alerts = "alerts";

    /// <summary>Those that can be added.</summary>
    public static readonly IReadOnlyList<Choice<string>> All =
    [
        new(Pairs, DashboardTexts.PairsPanel), new(PairChart, DashboardTexts.PairChartPanel), new(SymbolChart, DashboardTexts.SymbolChartPanel),
        new(Watchlist, DashboardTexts.WatchlistPanel), new(Alerts, DashboardTexts.AlertsPanel), new(Kpis, DashboardTexts.KpisPanel), new(Heatmap, DashboardTexts.HeatmapPanel), new(Tour, DashboardTexts.TourPanel),
    ];

    /// <summary>Width and height of a new panel.</summary>
    public static (int W, int H) Size(string kind) => kind switch
    {
        Kpis => (24, 3),
        Tour => (24, 4),
        Pairs => (15, 8),
        PairChart or SymbolChart => (12, 12),
        _ => (9, 8),
    };

    /// <summary>Its name.</summary>
    public static string Title(string kind) => All.FirstOrDefault(choice => choice.Value == kind)?.Text ?? kind;
}
