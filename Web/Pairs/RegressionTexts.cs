namespace QuantPlatform.Web.Pairs;

/// <summary>English texts of the scatter and the histogram.</summary>
internal static class RegressionTexts
{
    public const string Title = "Regression and z";
    public const string Scatter = "Y against X over the hedge window";
    public const string Histogram = "How often each z occurred";
    public const string Refresh = "Refresh";
    public const string Empty = "Too few points yet: both legs must have closed some bars.";
    public const string Failed = "The points could not be read";
    public const string Explained = "Each dot is a bar; newer ones are stronger and the newest is ringed. The line is the hedge ratio in use: its slope is β.";

    public static IReadOnlyDictionary<string, string> Chart { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["bars"] = "bars", ["entry"] = "entry", ["now"] = "now" };

    public static string Axis(string symbol, bool log) => log ? $"ln {symbol}" : symbol;
}
