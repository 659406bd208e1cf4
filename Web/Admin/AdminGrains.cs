using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Admin;

/// <summary>
/// An administrator's way to the insides of the node and to other users' workspaces. Every call asks again whether the signed-in user is
/// an administrator; what is read or changed in another user's grains is noted in the audit trail by the grains' own filter.
/// </summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
public sealed class AdminGrains(IGrainFactory grains, TenantGrains tenant, RequestOrigin origin)
{
    /// <summary>Calls another user's grains as this administrator.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is no administrator.</exception>
    public async Task<T> Enter<T>(string userId, Func<UserGrains, Task<T>> call) =>
        await PrincipalScope.Run(await Admin(), () => call(new UserGrains(grains, CallPrincipal.User(userId))), origin.Address);

    /// <summary>Sets the limits of a user: no user may set them, so the platform does it for the administrator.</summary>
    public Task<Outcome<ImmutableDictionary<string, QuotaUse>>> SetLimits(string userId, ImmutableDictionary<string, long?> limits) =>
        AsSystem(() => grains.GetGrain<IWorkspaceGrain>(new TenantKey(userId, null).ToString()).SetLimits(limits));

    /// <summary>How busy the node is.</summary>
    public Task<NodeLoadReport> Load() => AsSystem(() => grains.GetGrain<INodeGrain>("0").GetLoad());

    /// <summary>How much is stored.</summary>
    public Task<StorageReport> Storage() => AsSystem(() => grains.GetGrain<INodeGrain>("0").GetStorage());

    /// <summary>One day of the audit trail.</summary>
    public Task<ImmutableArray<NumberedAuditEntry>> Audit(string day, AuditQuery query) =>
        AsSystem(() => grains.GetGrain<IAuditGrain>(day).Read(query));

    /// <summary>A venue: its feed, how many symbols it lists, and whether it is the active one.</summary>
    public Task<VenueOverview> Venue(string venue) => AsSystem(async () => new VenueOverview(
        await grains.GetGrain<IFeedGrain>(venue).GetStatus(),
        (await grains.GetGrain<ISymbolCatalogGrain>(venue).GetSymbols()).Length,
        await grains.GetGrain<IActiveVenueGrain>("0").Get() == venue));

    /// <summary>The signed-in administrator.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is none.</exception>
    public async ValueTask<CallPrincipal> Admin() => await tenant.Principal() is { Kind: PrincipalKind.Admin } admin
        ? admin
        : throw new UnauthorizedAccessException("Only an administrator may do this.");

    private async Task<T> AsSystem<T>(Func<Task<T>> call)
    {
        await Admin();
        return await PrincipalScope.Run(CallPrincipal.System, call);
    }
}

/// <summary>What an administrator sees of a venue.</summary>
public sealed record VenueOverview(FeedStatus Feed, int Symbols, bool IsActive);
