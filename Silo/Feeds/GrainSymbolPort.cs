using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;

namespace QuantPlatform.Silo.Feeds;

/// <summary>A pump's symbol that is a grain, with the hub that its followers listen to.</summary>
internal sealed class GrainSymbolPort(ISymbolGrain grain, ISymbolHubGrain hub) : ISymbolPort
{
    public Task<IngestResult> Ingest(TradeBatch batch) => grain.Ingest(batch);

    public Task<IngestResult> Answer(FetchAnswer answer) => grain.Answer(answer);

    public Task<SymbolStatus> GetStatus() => grain.GetStatus();

    public void OnFeedState(FeedState state) => _ = hub.OnFeedState(state);
}
