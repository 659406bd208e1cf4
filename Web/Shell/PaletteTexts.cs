namespace QuantPlatform.Web.Shell;

/// <summary>English texts of the command palette and the sheet of shortcuts.</summary>
internal static class PaletteTexts
{
    public const string Title = "Command palette";
    public const string Open = "Search or jump to…";
    public const string Placeholder = "A pair, a symbol, a page, or what to do";
    public const string Nothing = "Nothing is called that.";
    public const string Actions = "Actions";
    public const string Pages = "Pages";
    public const string Pairs = "Pairs";
    public const string Symbols = "Symbols";
    public const string NewPair = "New pair";
    public const string Shortcuts = "Keyboard shortcuts";
    public const string SingleKeys = "Single keys work (Ctrl+K always does)";
    public const string ThemeLight = "Theme: light";
    public const string ThemeDark = "Theme: dark";
    public const string ThemeSystem = "Theme: like the system";
    public const string DensityComfortable = "Density: comfortable";
    public const string DensityCompact = "Density: compact";
    public const string ZoneUtc = "Times: UTC";
    public const string ZoneOwn = "Times: own time zone";
    public const string Hint = "↑ ↓ choose · Enter open · Esc close";

    /// <summary>Keys and what they do.</summary>
    public static readonly IReadOnlyList<(string Keys, string Text)> Sheet =
    [
        ("Ctrl K", "Command palette (⌘ K on a Mac)"),
        ("?", "This sheet"),
        ("/", "Filter the table of the page"),
        ("n", "New pair"),
        ("[", "Fold or unfold the navigation"),
        ("← →", "In a chart: move through time"),
        ("+ −", "In a chart: zoom"),
        ("End", "In a chart: newest bar"),
        ("Home", "In a chart: everything that is loaded"),
        ("Esc", "Close what is open"),
    ];

    public static string Go(string key, string page) => $"Go to {page} (g, then {key})";
}
