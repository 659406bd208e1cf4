using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Which datasets a user has. What they are they say themselves.</summary>
[GrainType("dataset-list")]
internal sealed class DatasetListGrain(
    [PersistentState("datasets", SiloFeatures.GrainStorage)] IPersistentState<DatasetListState> storage, IOptions<DatasetOptions> options, TimeProvider time) : Grain, IDatasetListGrain
{
    /// <summary>The owner's id and this one make a symbol together, which has a longest length.</summary>
    private const int LongestName = 12;

    public async Task<Outcome<DatasetInfo>> Create(string symbol, long bytes)
    {
        var quotas = await GetQuotas();
        if (bytes > options.Value.MaxFileBytes)
        {
            return Outcome.Refused<DatasetInfo>([ContentGuard.TooLarge(options.Value.MaxFileBytes)]);
        }

        foreach (var (name, more) in new[] { (QuotaNames.Datasets, 1), (QuotaNames.StorageBytes, Math.Max(bytes, 1)) })
        {
            if (quotas[name] is var quota && quota.Used + more > quota.Limit)
            {
                return Outcome.Refused<DatasetInfo>([Quotas.Exceeded(name, quota.Used, quota.Limit)]);
            }
        }

        // Listed first: a dataset that nobody lists would never be deleted.
        var id = NewId(symbol);
        await Save(storage.State.Ids.Add(id));

        // A file whose length nobody said is measured as it comes, and until then everything it may take is set aside: several at once share one quota.
        var (used, limit) = quotas[QuotaNames.StorageBytes];
        var most = Math.Min(limit - used, options.Value.MaxFileBytes);
        return Outcome.Of(await Dataset(id).Open(symbol, bytes > 0 ? bytes : most, most, Quotas.Exceeded(QuotaNames.StorageBytes, used, limit)));
    }

    public async Task<ImmutableArray<DatasetInfo>> List() =>
        [.. (await All()).Where(dataset => dataset.State != DatasetState.Uploading).OrderByDescending(dataset => dataset.CreatedAt).ThenBy(dataset => dataset.Id, StringComparer.Ordinal)];

    public async Task<bool> Delete(string datasetId)
    {
        if (!storage.State.Ids.Contains(datasetId))
        {
            return false;
        }

        await Dataset(datasetId).Delete();
        await Save(storage.State.Ids.Remove(datasetId));
        await TellPairs(SymbolKey.OfUpload(this.GetPrimaryKeyString(), datasetId));
        return true;
    }

    public async Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() => ImmutableDictionary<string, QuotaUse>.Empty
        .Add(QuotaNames.Datasets, new QuotaUse(storage.State.Ids.Length, await Workspace.GetLimit(QuotaNames.Datasets)))
        .Add(QuotaNames.StorageBytes, new QuotaUse((await All()).Sum(dataset => dataset.Bytes), await Workspace.GetLimit(QuotaNames.StorageBytes)));

    public async Task EnsureRunning()
    {
        if (storage.State.Ids.IsEmpty)
        {
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var expired in (await All()).Where(dataset => dataset.ExpiresAt < now))
        {
            await Delete(expired.Id);
        }
    }

    public async Task Erase()
    {
        foreach (var id in storage.State.Ids)
        {
            await Dataset(id).Delete();
        }

        await storage.Erase(DeactivateOnIdle);
    }

    private IWorkspaceGrain Workspace => GrainFactory.GetGrain<IWorkspaceGrain>(this.GetPrimaryKeyString());

    /// <summary>An id that can be read: the beginning of the name and eight random digits.</summary>
    private static string NewId(string symbol)
    {
        var name = string.Concat(symbol.Where(char.IsAsciiLetterOrDigit).Take(LongestName));
        return $"{(name.Length > 0 ? name : "data")}-{Guid.NewGuid().ToString("N")[..8]}";
    }

    /// <summary>Pairs that used it have nothing to show any more.</summary>
    private async Task TellPairs(SymbolKey gone)
    {
        foreach (var pair in await Workspace.GetPairs())
        {
            if (pair.Settings.Y == gone || pair.Settings.X == gone)
            {
                await GrainFactory.GetGrain<IPairGrain>(new TenantKey(this.GetPrimaryKeyString(), pair.Id).ToString()).Reload();
            }
        }
    }

    private async Task<List<DatasetInfo>> All() => [.. (await Task.WhenAll(storage.State.Ids.Select(id => Dataset(id).Get()))).OfType<DatasetInfo>()];

    private IDatasetGrain Dataset(string id) => GrainFactory.GetGrain<IDatasetGrain>(new TenantKey(this.GetPrimaryKeyString(), id).ToString());

    private async Task Save(ImmutableArray<string> ids)
    {
        var previous = storage.State;
        storage.State = new DatasetListState { Ids = ids };
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = previous;
            DeactivateOnIdle();
            throw;
        }
    }
}
