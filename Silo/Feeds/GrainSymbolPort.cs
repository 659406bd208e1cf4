using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Pumps;

namespace QuantPlatform.Silo.Feeds;

/// <summary>A pump's symbol that is a grain.</summary>
internal sealed class GrainSymbolPort(ISymbolGrain grain) : ISymbolPort
{
    public Task<IngestResult> Ingest(TradeBatch batch) => grain.Ingest(batch);

    public Task<IngestResult> Answer(FetchAnswer answer) => grain.Answer(answer);

    public Task<SymbolStatus> GetStatus() => grain.GetStatus();
}
