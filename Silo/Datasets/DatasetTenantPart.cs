using Orleans;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Datasets;

/// <summary>A tenant's uploads and the market data made of them.</summary>
internal sealed class DatasetTenantPart(IGrainFactory grains) : ITenantPart
{
    public int Order => 1;

    public Task Erase(string userId) => grains.GetGrain<IDatasetListGrain>(userId).Erase();
}
