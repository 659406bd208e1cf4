using Orleans;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>A tenant's workspace and pairs.</summary>
internal sealed class WorkspaceTenantPart(IGrainFactory grains) : ITenantPart
{
    public int Order => 0;

    public Task Erase(string userId) => grains.GetGrain<IWorkspaceGrain>(userId).Erase();
}
