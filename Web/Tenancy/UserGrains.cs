using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Web.Tenancy;

/// <summary>The grains one user may reach: their own, and the shared ones.</summary>
public sealed class UserGrains
{
    private const string Upload = Venues.Upload + ":";

    private readonly IGrainFactory _grains;
    private readonly CallPrincipal _principal;

    internal UserGrains(IGrainFactory grains, CallPrincipal principal)
    {
        _grains = grains;
        _principal = principal;
    }

    /// <summary>The user's id.</summary>
    public string UserId => _principal.UserId!;

    /// <summary>Whether the user is an administrator.</summary>
    public bool IsAdmin => _principal.Kind == PrincipalKind.Admin;

    /// <summary>The user's workspace.</summary>
    public IWorkspaceGrain Workspace => _grains.GetGrain<IWorkspaceGrain>(new TenantKey(UserId, null).ToString());

    /// <summary>The user's contact points and deliveries.</summary>
    public IContactPointsGrain ContactPoints => _grains.GetGrain<IContactPointsGrain>(new TenantKey(UserId, null).ToString());

    /// <summary>The user's alerts and silences.</summary>
    public IAlertInboxGrain Inbox => _grains.GetGrain<IAlertInboxGrain>(new TenantKey(UserId, null).ToString());

    /// <summary>One of the user's rules, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="ruleId"/> cannot be the id of a rule.</exception>
    public IRuleGrain Rule(string ruleId) => _grains.GetGrain<IRuleGrain>(Own(ruleId));

    /// <summary>Range reads of market data.</summary>
    public IHistoryGrain History => _grains.GetGrain<IHistoryGrain>("0");

    /// <summary>Statistics over stored or given series.</summary>
    public IAnalyticsGrain Analytics => _grains.GetGrain<IAnalyticsGrain>("0");

    /// <summary>The venue that a symbol without one means.</summary>
    public IActiveVenueGrain ActiveVenue => _grains.GetGrain<IActiveVenueGrain>("0");

    /// <summary>One of the user's pairs, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="pairId"/> cannot be the id of a pair.</exception>
    public IPairGrain Pair(string pairId) => _grains.GetGrain<IPairGrain>(Own(pairId));

    /// <summary>The user's uploaded data.</summary>
    public IDatasetListGrain Datasets => _grains.GetGrain<IDatasetListGrain>(new TenantKey(UserId, null).ToString());

    /// <summary>One of the user's datasets, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="datasetId"/> cannot be the id of a dataset.</exception>
    public IDatasetGrain Dataset(string datasetId) => _grains.GetGrain<IDatasetGrain>(Own(datasetId));

    /// <summary>The user's jobs.</summary>
    public IJobListGrain Jobs => _grains.GetGrain<IJobListGrain>(new TenantKey(UserId, null).ToString());

    /// <summary>One of the user's jobs, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be the id of a job.</exception>
    public IJobGrain Job(string jobId) => _grains.GetGrain<IJobGrain>(Own(jobId));

    /// <summary>A shared symbol.</summary>
    public ISymbolGrain Symbol(SymbolKey symbol) => _grains.GetGrain<ISymbolGrain>(symbol.ToString());

    /// <summary>The hints of a shared symbol.</summary>
    public ISymbolHubGrain Hub(SymbolKey symbol) => _grains.GetGrain<ISymbolHubGrain>(symbol.ToString());

    /// <summary>The feed of a venue.</summary>
    public IFeedGrain Feed(string venue) => _grains.GetGrain<IFeedGrain>(venue);

    /// <summary>The tradable symbols of a venue.</summary>
    public ISymbolCatalogGrain Catalog(string venue) => _grains.GetGrain<ISymbolCatalogGrain>(venue);

    /// <summary>
    /// Reads a symbol as users write it: <c>BTCUSDT</c> is of the active venue, <c>demo:BTCUSDT</c> names its own, <c>upload:{datasetId}</c> is a dataset of this user. Symbols are upper-case; lower-case letters are accepted.
    /// </summary>
    /// <returns>Null when it is not the name of a symbol, or of a venue that has none.</returns>
    public async Task<SymbolKey?> Resolve(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        if (name.StartsWith(Upload, StringComparison.Ordinal))
        {
            return TenantKey.IsPart(name[Upload.Length..]) && UserId.Length + name.Length - Upload.Length < SymbolKey.MaxSymbolLength
                ? SymbolKey.OfUpload(UserId, name[Upload.Length..])
                : null;
        }

        var text = name.Contains(':') ? name : $"{await ActiveVenue.Get()}:{name}";
        return SymbolKey.TryParse(text, out var key) && key.Venue is Venues.Binance or Venues.Demo && key.Symbol.All(c => char.IsLetterOrDigit(c) || c == '_')
            ? key with { Symbol = key.Symbol.ToUpperInvariant() }
            : null;
    }

    /// <summary>Like <see cref="Resolve"/>, and null too for a symbol its venue does not list. While the venue has not answered yet, any is believed.</summary>
    public async Task<SymbolKey?> Find(string? name)
    {
        if (await Resolve(name) is not { } key)
        {
            return null;
        }

        if (key.IsUpload)
        {
            return await Dataset(key.Shown).Get() is { State: DatasetState.Ready } ? key : null;
        }

        var catalog = Catalog(key.Venue);
        return await catalog.Find(key.Symbol) is not null || (await catalog.GetSymbols()).IsEmpty ? key : null;
    }

    private string Own(string id) => TenantKey.IsPart(id)
        ? new TenantKey(UserId, id).ToString()
        : throw new ArgumentException($"'{id}' cannot be an id.", nameof(id));
}
