namespace QuantPlatform.Web.Dashboards;

/// <summary>English texts of dashboards.</summary>
internal static class DashboardTexts
{
    public const string Dashboard = "Dashboard";
    public const string Dashboards = "Dashboards";
    public const string FirstName = "Overview";
    public const string NewName = "New dashboard";
    public const string Edit = "Arrange";
    public const string Done = "Done";
    public const string AddPanel = "Add a panel";
    public const string Add = "Add";
    public const string New = "New dashboard";
    public const string Name = "Name";
    public const string Delete = "Delete dashboard";
    public const string DeleteText = "Its panels are gone then. What they show is not touched.";
    public const string Cancel = "Cancel";
    public const string EditHint = "Drag a panel by its title, or focus its handles and use the arrow keys. Every change is saved.";
    public const string Kind = "What to show";
    public const string Pair = "Pair";
    public const string Symbol = "Symbol";
    public const string Interval = "Bars";
    public const string Watchlist = "Watchlist";
    public const string ChooseFirst = "Choose what it shows.";
    public const string PairsPanel = "Pair monitor";
    public const string PairChartPanel = "Chart of a pair";
    public const string SymbolChartPanel = "Chart of a symbol";
    public const string WatchlistPanel = "Watchlist";
    public const string AlertsPanel = "Alerts";
    public const string NoAlerts = "Nothing has fired yet. What is watched:";
    public const string KpisPanel = "Key figures";
    public const string HeatmapPanel = "Correlations";
    public const string TourPanel = "Short tour";
    public const string GoneTitle = "No such dashboard";
    public const string GoneText = "It may have been deleted, or it belongs to somebody else.";
    public const string FailedTitle = "The dashboard could not be read";
    public const string Stale = "This dashboard was changed elsewhere; it was read again.";
    public const string SaveFailed = "It could not be saved. Try again.";
    public const string PanelGone = "What this panel showed does not exist any more.";
    public const string PanelFailed = "This panel could not be read.";
    public const string NoPairs = "No pairs yet.";
    public const string Loading = "Loading";
    public const string Pairs = "Pairs";
    public const string Ready = "Ready";
    public const string InPosition = "With a signal";
    public const string Beyond = "Beyond entry";
    public const string LowConfidence = "Low confidence";
    public const string Widest = "Widest z";
    public const string Trouble = "Data trouble";
    public const string HeatmapIntro = "Of log returns of the last bars; the number stands in each cell.";
    public const string HeatmapNeeds = "Needs at least two symbols in your pairs.";

    /// <summary>Title, text and where it leads.</summary>
    public static readonly IReadOnlyList<(string Title, string Text, string Link, string LinkText)> Steps =
    [
        ("Pairs", "A pair is two instruments and how much of one offsets the other. Three examples are live within seconds.", "pairs", "Open the monitor"),
        ("Read z", "z says how unusual the spread is now. Beyond entry a signal starts; the reading says what speaks against it.", "pairs", "Choose a pair"),
        ("Doubt it", "Each pair has diagnostics, a regression and a table to export, all from the same bars.", "symbols", "See the symbols"),
        ("Be quick", "Ctrl+K finds everything by name; ? lists the keys. Arrange this page as you like.", "docs", "The same over HTTP"),
    ];

    public static string Move(string panel) => $"Move {panel}";

    public static string Resize(string panel) => $"Resize {panel}";

    public static string Remove(string panel) => $"Remove {panel}";

    public static string Removed(string panel) => $"{panel} was removed.";

    public static string DeleteQuestion(string name) => $"Delete “{name}”?";

    public static string Cell(string one, string other, string value) => $"{one} and {other}: {value}";
}
