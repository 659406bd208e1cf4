using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Datasets;

/// <summary>English texts about a user's own data.</summary>
internal static class DatasetTexts
{
    public const string Data = "Data";
    public const string Intro = "Analyse prices of your own like live ones, and take data out of here. Only you can see what you upload.";
    public const string Upload = "Upload";
    public const string DropLabel = "A CSV or NDJSON file";
    public const string DropHint = "Bars (time, open, high, low, close, volume) or trades (time, price, size), up to 100 MiB and 5,000,000 rows. Binance's archive files work unpacked. Columns, delimiter and time format are found out.";
    public const string Accept = ".csv,.txt,.tsv,.ndjson,.jsonl,.json,text/csv,application/x-ndjson";
    public const string Name = "Name";
    public const string NameHint = "What the prices are of, e.g. ETHUSDT. In a file of several symbols, the one to take.";
    public const string Send = "Upload and check";
    public const string Cancel = "Cancel";
    public const string Checking = "Checking the rows…";
    public const string Cancelled = "The upload was cancelled. Nothing was kept.";
    public const string UploadFailed = "The upload failed: the server did not answer as it should. Try again.";
    public const string PreviewTitle = "Check before storing";
    public const string PreviewIntro = "Nothing is stored until you accept. An unanswered preview is deleted after an hour.";
    public const string Understood = "How the file was understood";
    public const string Interval = "Interval";
    public const string Auto = "Found out";
    public const string TimeFormat = "Time format";
    public const string TimeFormatHint = "s, ms, us, ns, iso, or a pattern such as dd.MM.yyyy HH:mm. Empty: found out.";
    public const string Delimiter = "Delimiter";
    public const string ReadAgain = "Read again";
    public const string Store = "Accept and store";
    public const string Discard = "Discard";
    public const string Storing = "Storing";
    public const string Rows = "Rows";
    public const string Accepted = "Accepted";
    public const string Gaps = "Gaps";
    public const string Duplicates = "Duplicates";
    public const string Disorder = "Out of order";
    public const string Bad = "Bad cells";
    public const string Skipped = "Other symbols";
    public const string Range = "Range";
    public const string Kind = "Kind";
    public const string Layout = "Layout";
    public const string Zone = "Time zone";
    public const string Columns = "Columns";
    public const string Line = "Line";
    public const string Column = "Column";
    public const string Text = "Holds";
    public const string Rule = "Must be";
    public const string YourDatasets = "Your datasets";
    public static readonly Noun Noun = new("dataset", "datasets");
    public const string Filter = "Filter datasets";
    public const string Intervals = "Bars of";
    public const string Size = "Size";
    public const string State = "State";
    public const string ReportTitle = "The upload";
    public const string First = "First row";
    public const string Last = "Last row";
    public const string AllData = "All your data";
    public const string Missing = "No such upload";
    public const string MissingText = "You have no upload of this id that is stored.";
    public const string Uploaded = "Uploaded";
    public const string Actions = "Actions";
    public const string MakePair = "Make a pair";
    public const string Review = "Review";
    public const string Delete = "Delete";
    public const string EmptyTitle = "Nothing uploaded yet";
    public const string EmptyText = "Drop a file above. Two datasets make a pair, and so do a dataset and a live instrument.";
    public const string DeleteTitle = "Delete this dataset?";
    public const string LoadFailedTitle = "Your data could not be loaded";
    public const string LoadFailedText = "The server did not answer as it should. Nothing of yours is lost.";
    public const string Failed = "That did not work: the server did not answer as it should. Try again.";

    public static string BadCells(long bad, int shown) => bad > shown ? $"The first {shown} of {bad:N0} rows that are left out:" : bad == 1 ? "One row is left out:" : $"{bad:N0} rows are left out:";

    public static string GapsNote(long missing) => missing == 0 ? "none missing" : $"{missing:N0} missing";

    public static string Sending(string file) => $"Uploading {file}";

    public static string DeleteText(string name) => $"The stored rows of {name} are deleted for good. Pairs that use it stay and have no data.";

    public static string Stored(string name) => $"{name} is stored and can be used like an instrument.";

    public static string Deleted(string name) => $"{name} was deleted.";

    public static string KindName(DatasetKind kind) => kind == DatasetKind.Bars ? "bars" : "trades";

    public static string StateName(DatasetState state) => state switch
    {
        DatasetState.Preview => "to be checked",
        DatasetState.Importing => "being stored",
        DatasetState.Ready => "ready",
        _ => "uploading",
    };

    public static string LayoutName(DetectedFormat format) => format.Layout switch
    {
        "binanceKlines" => "Binance klines",
        "binanceAggTrades" => "Binance aggregate trades",
        "ndjson" => "JSON, one object a line",
        _ => $"CSV, {(format.Header ? "with" : "without")} header",
    };

    public static string DelimiterName(string? delimiter) => delimiter switch
    {
        "," => "comma",
        ";" => "semicolon",
        "tab" => "tab",
        "|" => "bar |",
        null => Format.Unknown,
        _ => delimiter,
    };

    public static string RowAction(string action, string name) => $"{action} {name}";
}
