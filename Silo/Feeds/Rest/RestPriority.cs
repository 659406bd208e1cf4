namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>Who goes first when the request budget is short, most urgent first.</summary>
internal enum RestPriority
{
    /// <summary>Live trades are held until it is answered.</summary>
    Gap = 0,

    /// <summary>Nothing closes until it is answered: what a reconnect or a cold start asks for.</summary>
    CatchUp = 1,

    /// <summary>Klines, probes, symbol lists.</summary>
    Background = 2,

    /// <summary>Nobody waits.</summary>
    Backfill = 3,
}
