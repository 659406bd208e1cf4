using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Alerts;

/// <summary>A tenant's alerts and contact points. Rules go with the workspace, which has their definitions.</summary>
internal sealed class AlertTenantPart(IGrainFactory grains) : ITenantPart
{
    public int Order => 2;

    public Task Erase(string userId) => grains.GetGrain<IAlertInboxGrain>(userId).Erase();
}
