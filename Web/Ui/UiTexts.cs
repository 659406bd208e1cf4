namespace QuantPlatform.Web.Ui;

/// <summary>English texts of the component set.</summary>
internal static class UiTexts
{
    public const string Close = "Close";
    public const string Dismiss = "Dismiss";
    public const string Loading = "Loading";
    public const string Retry = "Try again";
    public const string NoMatches = "Nothing matches.";
    public const string Filter = "Filter";
    public const string Unknown = "–";
    public const string Cancel = "Cancel";
    public const string Copy = "Copy";
    public const string Copied = "Copied.";
    public const string NotCopied = "The browser did not let it be copied; it is selected, copy it by keyboard.";
    public const string From = "From";
    public const string To = "To";
    public const string DropFile = "Drop a file here, or choose one";

    public static string Remove(string name) => $"Remove {name}";

    public static string SortBy(string column) => $"Sort by {column}";

    public static string Rows(int shown, int all, Noun noun) => shown == all ? noun.Of(all) : $"{shown} of {noun.Of(all)}";
}
