using System.Globalization;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Alerts.Deliveries;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Workspaces;

/// <summary>English texts about watchlists, quotas, and the workspace as a whole.</summary>
internal static class WorkspaceTexts
{
    public const string SaveFailed = "It could not be saved: the server did not answer as it should. Try again.";
    public const string LoadFailedText = "The server did not answer as it should. Nothing of yours is lost.";

    // Watchlists
    public const string Watchlists = "Watchlists";
    public const string WatchlistsIntro = "Symbols and pairs you want side by side, in your order.";
    public const string NewWatchlist = "New watchlist";
    public const string CreateWatchlist = "Create";
    public const string WatchlistName = "Name";
    public const string YourWatchlists = "Your watchlists";
    public const string NoWatchlistsTitle = "No watchlists yet";
    public const string NoWatchlistsText = "A watchlist holds symbols and pairs in the order you like: live prices, changes and z-scores in one place.";
    public const string ListFailedTitle = "Your watchlists could not be loaded";
    public const string EmptyListTitle = "Nothing on this list yet";
    public const string EmptyListText = "Add symbols and pairs by searching for them below.";
    public const string Rename = "Rename";
    public const string SaveName = "Save name";
    public const string DeleteWatchlist = "Delete list";
    public const string AddSymbol = "Add a symbol";
    public const string AddPair = "Add a pair";
    public const string SearchSymbol = "Search, e.g. SOL";
    public const string SearchPair = "Search your pairs";
    public const string Symbols = "Symbols";
    public const string Pairs = "Pairs";
    public const string Symbol = "Symbol";
    public const string Pair = "Pair";
    public const string LastPrice = "Last price";
    public const string Change24h = "24 h";
    public const string ZScore = "z";
    public const string Signal = "Signal";
    public const string Correlation = "Correlation";
    public const string Order = "Order";
    public const string MoveUp = "Move up";
    public const string MoveDown = "Move down";
    public const string Remove = "Remove";
    public const string DragHint = "Drag a row, use the arrow buttons, or Alt with the arrow keys to change the order.";
    public const string Undo = "Undo";
    public const string ForceDelete = "Delete the rules too";

    // Workspace page
    public const string Workspace = "Workspace";
    public const string WorkspaceIntro = "What you may have, and all of it as one file that can be read in again.";
    public const string QuotasTitle = "Quotas";
    public const string QuotasHint = "An administrator can change them.";
    public const string ExportTitle = "Export";
    public const string ExportText = "Pairs, watchlists, dashboards, alert rules, preferences and tracked symbols as one JSON document. Contact points are in it by name only: no address, no secret. Silences, alerts and uploaded data are not in it.";
    public const string Download = "Download workspace.json";
    public const string ImportTitle = "Import";
    public const string ImportFile = "Workspace document";
    public const string ImportHint = "A .json file of at most 4 MB. Nothing is changed before you have seen what would be.";
    public const string Mode = "How it meets what is there";
    public const string ModeMerge = "Merge";
    public const string ModeReplace = "Replace";
    public const string MergeHelp = "Known ids are replaced, the rest is added, nothing is deleted.";
    public const string ReplaceHelp = "What a section of the document does not name is deleted.";
    public const string PreviewTitle = "What would change";
    public const string NothingChanges = "Nothing: your workspace is like the document.";
    public const string Apply = "Import";
    public const string Discard = "Discard";
    public const string NotADocument = "This is not a workspace document: it is no JSON, or has members that such a document has not.";
    public const string TooLarge = "The file is larger than 4 MB.";
    public const string Imported = "The document was imported.";
    public const string MissingContactPoints = "You do not have these contact points. The rules are imported without them; their alerts still reach your inbox.";
    public const string Section = "Section";
    public const string Added = "Added";
    public const string Changed = "Changed";
    public const string Removed = "Deleted";
    public const string Unchanged = "Unchanged";

    public static string MissingContactPoint(MissingContactPointJson point) => point.Kind is { } kind
        ? $"{point.Name} ({ContactPointTexts.KindName(kind)}), in the rule {point.Rule}"
        : $"{point.Id}, in the rule {point.Rule}";

    public static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    public static string Deleted(string name) => $"{name} was deleted.";

    public static string Action(string action, string name) => $"{action}: {name}";

    public static string Members(int symbols, int pairs) => string.Create(CultureInfo.InvariantCulture, $"{symbols + pairs}");

    /// <summary>Used and allowed, bytes in steps of 1024.</summary>
    public static string Used(string quota, QuotaUse use)
    {
        return $"{Count(use.Used)} / {Count(use.Limit)}";

        string Count(long value) => quota == QuotaNames.StorageBytes ? Format.Bytes(value) : Format.Number(value, 0);
    }

    public static string QuotaName(string quota) => quota switch
    {
        QuotaNames.Pairs => "Pairs",
        QuotaNames.Watchlists => "Watchlists",
        QuotaNames.Dashboards => "Dashboards",
        QuotaNames.TrackedSymbols => "Symbols tracked or on watchlists",
        QuotaNames.Rules => "Alert rules",
        QuotaNames.ContactPoints => "Contact points",
        QuotaNames.Keys => "API keys",
        QuotaNames.Datasets => "Datasets",
        QuotaNames.StorageBytes => "Bytes of datasets",
        "preferences" => "Preferences",
        _ => quota,
    };
}
