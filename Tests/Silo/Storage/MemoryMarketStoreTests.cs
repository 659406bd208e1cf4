using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class MemoryMarketStoreTests : MarketStoreContract
{
    protected override IMarketStore Store { get; } = new MemoryMarketStore();
}
