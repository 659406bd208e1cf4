using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Dashboards: kept for clients.</content>
internal sealed partial class WorkspaceGrain
{
    public Task<ImmutableArray<DashboardDefinition>> GetDashboards() => Task.FromResult(committed.Dashboards);

    public Task<DashboardDefinition?> GetDashboard(string dashboardId) => Task.FromResult(DefinitionKinds.Dashboards.Find(committed, dashboardId));

    public Task<Outcome<DashboardDefinition>> AddDashboard(DashboardSettings settings) => Insert(DefinitionKinds.Dashboards, settings);

    public Task<Outcome<DashboardDefinition>> UpdateDashboard(string dashboardId, DashboardSettings settings, long? ifVersion) =>
        Change(DefinitionKinds.Dashboards, dashboardId, settings, ifVersion);

    public Task<Outcome<DashboardDefinition>> DeleteDashboard(string dashboardId)
    {
        var deleted = DefinitionKinds.Dashboards.Find(storage.State, dashboardId);
        return Commit(DefinitionKinds.Dashboards.Remove(storage.State, dashboardId), _ => deleted!);
    }

    public Task<Outcome<ImmutableArray<DashboardDefinition>>> OrderDashboards(ImmutableArray<string> dashboardIds) => Order(DefinitionKinds.Dashboards, dashboardIds);
}
