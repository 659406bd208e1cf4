using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>A dataset that takes bytes and says what a test tells it.</summary>
internal sealed class FakeDataset : IDatasetGrain
{
    private readonly MemoryStream _bytes = new();

    public DatasetInfo? Info { get; set; }

    /// <summary>What the next reading is refused with; null: it is not.</summary>
    public Refusal? Refusal { get; set; }

    public byte[] Bytes => _bytes.ToArray();

    public DatasetReading? Reading { get; private set; }

    public Task<DatasetInfo> Open(string symbol, long reserved, long most, Refusal beyond) => throw new NotSupportedException();

    public Task<Outcome<long>> Write(long offset, byte[] bytes)
    {
        _bytes.Write(bytes);
        return Task.FromResult(Outcome.Of(_bytes.Length));
    }

    public Task<Outcome<DatasetInfo>> Read(DatasetReading reading)
    {
        Reading = reading;
        if (Refusal is { } refusal)
        {
            return Task.FromResult(Outcome.Refused<DatasetInfo>([refusal]));
        }

        Info = Info! with { Symbol = reading.Symbol, State = DatasetState.Preview, Interval = reading.Interval };
        return Task.FromResult(Outcome.Of(Info));
    }

    public Task<Outcome<DatasetInfo>> Accept() => Task.FromResult(Outcome.Of(Info = Info! with { State = DatasetState.Ready, Intervals = [Interval.OneMinute] }));

    public Task<DatasetInfo?> Get() => Task.FromResult(Info);

    public Task<bool> Awaits(string jobId) => Task.FromResult(false);

    public Task<bool> Imported(string jobId) => Task.FromResult(true);

    public Task Delete()
    {
        Info = null;
        return Task.CompletedTask;
    }
}

/// <summary>A list of such datasets.</summary>
internal sealed class FakeDatasetList(FakeGrains grains, string userId) : IDatasetListGrain
{
    private readonly List<string> _ids = [];

    /// <summary>What the next upload is refused with; null: it is not.</summary>
    public Refusal? Refusal { get; set; }

    public IReadOnlyList<string> Ids => _ids;

    public Task<Outcome<DatasetInfo>> Create(string symbol, long bytes)
    {
        if (Refusal is { } refusal)
        {
            return Task.FromResult(Outcome.Refused<DatasetInfo>([refusal]));
        }

        var id = $"d{_ids.Count}";
        _ids.Add(id);
        return Task.FromResult(Outcome.Of(Dataset(id).Info = new DatasetInfo(id, symbol, DatasetState.Uploading, null, [], null, 0, 1, 2, 0, null)));
    }

    public Task<ImmutableArray<DatasetInfo>> List() => Task.FromResult(_ids.Select(id => Dataset(id).Info).OfType<DatasetInfo>().ToImmutableArray());

    public async Task<bool> Delete(string datasetId)
    {
        await Dataset(datasetId).Delete();
        return _ids.Remove(datasetId);
    }

    public Task<ImmutableDictionary<string, QuotaUse>> GetQuotas() =>
        Task.FromResult(ImmutableDictionary<string, QuotaUse>.Empty.Add("datasets", new QuotaUse(_ids.Count, 5)));

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Erase() => Task.CompletedTask;

    private FakeDataset Dataset(string id) => grains.Behind<FakeDataset>(typeof(IDatasetGrain), new TenantKey(userId, id).ToString());
}
