using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>Grains as plain objects, one per contract and key. Every call is refused by the same rules as on a silo: no principal, another tenant, system only.</summary>
/// <remarks>Accounts and API keys are the real grains, on a silo of their own with storage in memory.</remarks>
internal sealed class FakeGrains(IGrainFactory? accounts = null) : IGrainFactory
{
    private readonly ConcurrentDictionary<(Type Contract, string Key), object> _grains = [];

    public FakeMarket Market { get; } = new();

    /// <summary>Refused calls, as <c>principal contract.method key</c>.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var target = _grains.GetOrAdd((typeof(TGrainInterface), primaryKey), Create);
        var proxy = DispatchProxy.Create<TGrainInterface, GuardedCall>();
        ((GuardedCall)(object)proxy).Enter(target, primaryKey, Refused);
        return proxy;
    }

    /// <summary>The object behind a grain.</summary>
    public T Behind<T>(Type contract, string key) => (T)_grains.GetOrAdd((contract, key), Create);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        // Nothing to forget.
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    private object Create((Type Contract, string Key) grain) => grain.Contract switch
    {
        var t when t == typeof(IAccountGrain) => accounts!.GetGrain<IAccountGrain>(grain.Key),
        var t when t == typeof(IEmailIndexGrain) => accounts!.GetGrain<IEmailIndexGrain>(grain.Key),
        var t when t == typeof(IUserIndexGrain) => accounts!.GetGrain<IUserIndexGrain>(grain.Key),
        var t when t == typeof(IRegistrationGrain) => accounts!.GetGrain<IRegistrationGrain>(grain.Key),
        var t when t == typeof(ISignInGuardGrain) => accounts!.GetGrain<ISignInGuardGrain>(grain.Key),
        var t when t == typeof(IApiKeyGrain) => accounts!.GetGrain<IApiKeyGrain>(grain.Key),
        var t when t == typeof(IApiKeyRingGrain) => accounts!.GetGrain<IApiKeyRingGrain>(grain.Key),
        var t when t == typeof(IAuditGrain) => accounts!.GetGrain<IAuditGrain>(grain.Key),
        var t when t == typeof(IMailRecipientGrain) => accounts!.GetGrain<IMailRecipientGrain>(grain.Key),
        var t when t == typeof(INodeGrain) => accounts!.GetGrain<INodeGrain>(grain.Key),
        var t when t == typeof(IWorkspaceGrain) => new FakeWorkspace(),
        var t when t == typeof(IPairGrain) => new FakePair(),
        var t when t == typeof(IRuleGrain) => new FakeRule(),
        var t when t == typeof(IAlertInboxGrain) => new FakeInbox(grain.Key),
        var t when t == typeof(IContactPointsGrain) => new FakeContactPoints(),
        var t when t == typeof(ISymbolGrain) => new FakeSymbol(Market),
        var t when t == typeof(ISymbolHubGrain) => new FakeHub(),
        var t when t == typeof(ISymbolCatalogGrain) => new FakeCatalog(Market, grain.Key),
        var t when t == typeof(IFeedGrain) => new FakeFeed(Market, grain.Key),
        var t when t == typeof(IActiveVenueGrain) => new FakeActiveVenue(Market),
        var t when t == typeof(IHistoryGrain) => new FakeHistory(Market),
        var t when t == typeof(IAnalyticsGrain) => new FakeAnalytics(Market),
        var t when t == typeof(IDatasetListGrain) => new FakeDatasetList(this, grain.Key),
        var t when t == typeof(IDatasetGrain) => new FakeDataset(),
        var t when t == typeof(IJobListGrain) => new FakeJobList(this, grain.Key),
        var t when t == typeof(IJobGrain) => new FakeJob(),
        _ => throw new NotSupportedException(grain.Contract.Name),
    };

    /// <summary>A reference to a grain that refuses like a silo's filter does.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it.")]
    internal class GuardedCall : DispatchProxy
    {
        private object _target = null!;
        private string _key = "";
        private ConcurrentQueue<string> _refused = null!;

        internal void Enter(object target, string key, ConcurrentQueue<string> refused) => (_target, _key, _refused) = (target, key, refused);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var principal = CallPrincipal.Current;
            var allowed = principal is { } caller && (caller.Kind == PrincipalKind.System || GrainAccessRules.Of(targetMethod!) switch
            {
                GrainAccess.Shared => true,
                GrainAccess.TenantKey => caller.Kind == PrincipalKind.Admin || TenantKey.Parse(_key).UserId == caller.UserId,
                _ => false,
            });
            if (!allowed)
            {
                _refused.Enqueue($"{principal} {targetMethod!.DeclaringType!.Name}.{targetMethod.Name} {_key}");
                throw new UnauthorizedAccessException();
            }

            // A fake of a contract that no class is named after only looks like it: implementing it, it would count as a second grain class.
            var method = targetMethod!.DeclaringType!.IsInstanceOfType(_target) ? targetMethod : _target.GetType().GetMethod(targetMethod.Name)!;
            return method.Invoke(_target, args);
        }
    }
}
