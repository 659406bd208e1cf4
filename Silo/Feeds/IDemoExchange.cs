namespace QuantPlatform.Silo.Feeds;

/// <summary>Starts the built-in exchange on demand; the host supplies it.</summary>
public interface IDemoExchange
{
    /// <summary>Starts it unless it runs, and says where it listens.</summary>
    Task<ExchangeAddresses> Start(CancellationToken cancellationToken);
}

/// <summary>Base addresses of an exchange.</summary>
/// <param name="WebSocket">The root to which <c>/stream</c> or <c>/ws</c> is added.</param>
/// <param name="Rest">Base of the REST paths (<c>/fapi/v1/…</c>).</param>
public sealed record ExchangeAddresses(Uri WebSocket, Uri Rest);
