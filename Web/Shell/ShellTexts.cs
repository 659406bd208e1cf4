namespace QuantPlatform.Web.Shell;

/// <summary>English texts of the shell.</summary>
internal static class ShellTexts
{
    public const string Product = "QuantPlatform";
    public const string SkipToContent = "Skip to content";
    public const string MainNavigation = "Main";
    public const string OpenNavigation = "Navigation";
    public const string FoldNavigation = "Fold the navigation";
    public const string DataSection = "Data";
    public const string YouSection = "You";
    public const string AdminSection = "Administration";
    public const string YourPairs = "Your pairs";
    public const string HttpApi = "HTTP API";
    public const string View = "View";
    public const string Density = "Density";
    public const string DensityComfortable = "Comfortable";
    public const string DensityCompact = "Compact";
    public const string Times = "Times";
    public const string OwnZone = "Own time zone";
    public const string Off = "Off";
    public const string Theme = "Theme";
    public const string ThemeLight = "Light";
    public const string ThemeDark = "Dark";
    public const string ThemeSystem = "Like the system";
    public const string SignedInAs = "Signed in as";
    public const string SignOut = "Sign out";
    public const string NotFoundTitle = "Page not found";
    public const string NotFoundText = "There is nothing at this address. It may have been deleted, or it belongs to somebody else.";
    public const string BackToPairs = "Back to your pairs";
    public const string ConnectionLost = "Connection to the server lost. Numbers stand still until it is back; trying again…";
    public const string ServerRestarted = "The server was restarted. This page was loaded again and is live.";
    public const string PageFailed = "Something on this page failed and it stopped.";
    public const string PageFailedTitle = "This page failed";
    public const string PageFailedText = "Something unexpected happened while showing it. The rest of the application still works.";
    public const string Reload = "Load the page again";
    public const string Dismiss = "Dismiss";

    public static string Account(string? name) => $"Account of {name}";
}
