using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Deletes the whole workspace, with what its pairs store.</summary>
    [SystemOnly, Alias("Erase")]
    Task Erase();
}
