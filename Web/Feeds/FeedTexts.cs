using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Feeds;

/// <summary>English texts about market data feeds.</summary>
internal static class FeedTexts
{
    public const string Connecting = "Connecting…";
    public const string Title = "Market data";
    public const string Venue = "Venue";
    public const string State = "State";
    public const string Since = "Since";
    public const string DemoRemark = "DEMO data: a simulated market made on this machine. Prices, pairs and signals here are not real.";
    public const string LiveRemark = "Trades come straight from the exchange.";
    public const string StaleRemark = "Nothing new has come in for a while. What you see may be out of date.";
    public const string DownRemark = "No market data is coming in. Numbers stand still until the feed is back.";
    public const string UnreachableRemark = "The state of the feed cannot be read at the moment.";

    /// <summary>The venue's name as people know it.</summary>
    public static string VenueName(string venue) => venue switch
    {
        Venues.Binance => "Binance USD-M futures",
        Venues.Demo => "Demo market (simulated)",
        Venues.Upload => "Uploaded data",
        _ => venue,
    };

    /// <summary>The short name, for tables and the badge.</summary>
    public static string ShortVenue(string venue) => venue switch
    {
        Venues.Binance => "Binance",
        Venues.Demo => "Demo",
        Venues.Upload => "Upload",
        _ => venue,
    };

    public static string StateName(FeedState state) => state switch
    {
        FeedState.Connecting => "connecting",
        FeedState.Live => "live",
        FeedState.Stale => "stale",
        FeedState.Backfilling => "backfilling",
        FeedState.Down => "down",
        _ => state.ToString(),
    };

    /// <summary>What the badge in the header says.</summary>
    public static string Badge(VenueState state) => (state.Venue, state.State) switch
    {
        (Venues.Demo, FeedState.Live) => "DEMO data",
        (Venues.Demo, _) => $"DEMO {StateName(state.State)}",
        _ => $"{ShortVenue(state.Venue)} {StateName(state.State)}",
    };
}
