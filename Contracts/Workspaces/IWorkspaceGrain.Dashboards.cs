using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Every dashboard in the user's order.</summary>
    [AlwaysInterleave, Alias("GetDashboards")]
    Task<ImmutableArray<DashboardDefinition>> GetDashboards();

    /// <summary>One dashboard, or null.</summary>
    [AlwaysInterleave, Alias("GetDashboard")]
    Task<DashboardDefinition?> GetDashboard(string dashboardId);

    /// <summary>Adds a dashboard; refused by a rule or the quota.</summary>
    [Alias("AddDashboard")]
    Task<Outcome<DashboardDefinition>> AddDashboard(DashboardSettings settings);

    /// <summary>Replaces a dashboard's name and panels.</summary>
    /// <param name="ifVersion">The version the change was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("UpdateDashboard")]
    Task<Outcome<DashboardDefinition>> UpdateDashboard(string dashboardId, DashboardSettings settings, long? ifVersion);

    /// <summary>Deletes a dashboard.</summary>
    [Alias("DeleteDashboard")]
    Task<Outcome<DashboardDefinition>> DeleteDashboard(string dashboardId);

    /// <summary>Puts the dashboards in another order; every id once.</summary>
    [Alias("OrderDashboards")]
    Task<Outcome<ImmutableArray<DashboardDefinition>>> OrderDashboards(ImmutableArray<string> dashboardIds);
}
