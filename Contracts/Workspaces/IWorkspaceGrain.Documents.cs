using Orleans;
using Orleans.Concurrency;

namespace QuantPlatform.Contracts.Workspaces;

public partial interface IWorkspaceGrain
{
    /// <summary>Everything at once.</summary>
    [AlwaysInterleave, Alias("GetContent")]
    Task<WorkspaceContent> GetContent();

    /// <summary>
    /// Imports a document: all of it, or nothing and every refusal with the path of its field. Ids are kept. A pair that a replaced section
    /// does not name leaves the watchlists too.
    /// </summary>
    /// <param name="preview">Only says what would change.</param>
    /// <param name="ifRevision">The revision the document was based on; another one is refused as <c>stale</c>. Null: whatever it is.</param>
    [Alias("Import")]
    Task<Outcome<WorkspaceChanges>> Import(WorkspaceDocument document, ImportMode mode, bool preview, long? ifRevision);
}
