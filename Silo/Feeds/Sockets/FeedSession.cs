namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>One connection as symbols see it: a number that rises per venue, and its clock. A rotation of sockets without a break keeps it.</summary>
/// <param name="Number">Greater than 0.</param>
/// <param name="Clock">The exchange's clock on this connection.</param>
internal sealed record FeedSession(long Number, ExchangeClock Clock);
