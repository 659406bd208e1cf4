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

    public static string SortBy(string column) => $"Sort by {column}";

    public static string Rows(int shown, int all, string noun) => shown == all ? $"{all} {noun}" : $"{shown} of {all} {noun}";
}
