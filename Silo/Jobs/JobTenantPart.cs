using Orleans;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Jobs;

/// <summary>A tenant's jobs and their files; after the datasets, whose imports are jobs.</summary>
internal sealed class JobTenantPart(IGrainFactory grains) : ITenantPart
{
    public int Order => 2;

    public Task Erase(string userId) => grains.GetGrain<IJobListGrain>(userId).Erase();
}
