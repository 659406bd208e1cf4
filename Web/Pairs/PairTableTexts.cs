using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>English texts of the statistics table.</summary>
internal static class PairTableTexts
{
    public const string Title = "Table";
    public static readonly Noun Noun = new("row", "rows");
    public const string Filter = "Filter by time, e.g. 14:3";
    public const string Every = "A row for each";
    public const string Bar = "bar";
    public const string Minute = "minute";
    public const string Refresh = "Newest rows";
    public const string Csv = "CSV";
    public const string CsvTitle = "Download the last 5,000 rows as CSV";
    public const string Time = "Time";
    public const string Empty = "No rows yet: the table starts with the first bar that both legs have closed.";
    public const string Failed = "The table could not be read";

    public static string Price(string symbol) => symbol;

    public static string Change(string symbol) => $"{symbol} %";

    public static string Volume(string symbol) => $"{symbol} volume";

    public static string Trades(string symbol) => $"{symbol} trades";
}
