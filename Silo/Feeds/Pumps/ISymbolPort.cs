using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>The symbol behind a pump; one call at a time.</summary>
internal interface ISymbolPort
{
    /// <inheritdoc cref="ISymbolGrain.Ingest"/>
    Task<IngestResult> Ingest(TradeBatch batch);

    /// <inheritdoc cref="ISymbolGrain.Answer"/>
    Task<IngestResult> Answer(FetchAnswer answer);

    /// <inheritdoc cref="ISymbolGrain.GetStatus"/>
    Task<SymbolStatus> GetStatus();

    /// <summary>Tells those who follow the symbol how its feed fares; nobody waits for it.</summary>
    void OnFeedState(FeedState state)
    {
    }
}
