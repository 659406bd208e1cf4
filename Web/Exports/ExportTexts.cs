using QuantPlatform.Contracts.Jobs;

namespace QuantPlatform.Web.Exports;

/// <summary>English texts about exports.</summary>
internal static class ExportTexts
{
    public const string Exports = "Exports";
    public const string Intro = "Rows of any number as a file, the same as the HTTP API answers. A workspace is one JSON document that can be imported again. Files are kept for a day.";
    public const string What = "What";
    public const string Bars = "Bars";
    public const string Trades = "Trades";
    public const string PairSeries = "Pair series";
    public const string Statistics = "Statistics table of a pair";
    public const string Alerts = "Alerts";
    public const string Workspace = "Workspace";
    public const string Every = "A row for each";
    public const string EveryBar = "bar";
    public const string EveryMinute = "minute";
    public const string AlertState = "State";
    public const string Severity = "Severity";
    public const string AnyState = "Any state";
    public const string AnySeverity = "Any severity";
    public const string OnlyNew = "Only those not acknowledged";
    public const string Instrument = "Instrument";
    public const string Pair = "Pair";
    public const string Search = "Search, e.g. ETH";
    public const string Interval = "Interval";
    public const string As = "As";
    public const string Start = "Export";
    public const string Download = "Download";
    public const string Cancel = "Cancel";
    public const string Delete = "Delete";
    public const string Choose = "Choose what to export.";
    public const string File = "File";
    public const string Rows = "Rows";
    public const string Size = "Size";
    public const string State = "State";
    public const string Actions = "Actions";
    public const string Empty = "No exports yet.";
    public const string Failed = "That did not work: the server did not answer as it should. Try again.";

    public static string StateName(JobState state) => state switch
    {
        JobState.Queued => "waiting",
        JobState.Running => "being written",
        JobState.Done => "ready",
        JobState.Cancelled => "cancelled",
        _ => "failed",
    };

    public static string RowAction(string action, string name) => $"{action} {name}";
}
