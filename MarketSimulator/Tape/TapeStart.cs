namespace QuantPlatform.MarketSimulator;

/// <summary>When a recorded tape begins to play.</summary>
public enum TapeStart
{
    /// <summary>When a socket first subscribes to a stream of one of its symbols (the default).</summary>
    FirstSubscription,

    /// <summary>When the source is made.</summary>
    AtOnce,

    /// <summary>When <see cref="TapeMarket.Start"/> is called.</summary>
    Manual,
}
