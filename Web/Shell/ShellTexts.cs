namespace QuantPlatform.Web.Shell;

/// <summary>English texts of the shell.</summary>
internal static class ShellTexts
{
    public const string Product = "QuantPlatform";
    public const string SkipToContent = "Skip to content";
    public const string OpenNavigation = "Navigation";
    public const string Pairs = "Pairs";
    public const string NotFoundTitle = "Page not found";
    public const string NotFoundText = "There is nothing at this address. It may have been deleted, or it belongs to somebody else.";
    public const string BackToPairs = "Back to your pairs";
    public const string ConnectionLost = "The connection to the server is lost. Numbers on this page stand still until it is back; trying again…";
    public const string ServerRestarted = "The server was restarted. This page was loaded again and is live.";
    public const string PageFailed = "Something on this page failed and it stopped.";
    public const string Reload = "Load the page again";
    public const string Dismiss = "Dismiss";
}
