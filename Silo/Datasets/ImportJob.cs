using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Datasets;

/// <summary>What an import needs to know.</summary>
internal sealed record ImportInput(string DatasetId, DatasetKind Kind, Interval? Interval, long? SpacingMs, IReadOnlyList<Interval> Intervals, bool HasContiguousIds);

/// <summary>What an import stored.</summary>
internal sealed record ImportResult(string DatasetId);

/// <summary>Stores the rows of an accepted dataset as market data of its user, and the bars that follow from them. Running it again gives the same.</summary>
internal sealed class ImportJob(IMarketStore store, DatasetFolder folder) : JobKind<ImportInput, ImportResult>, IDisposable
{
    /// <summary>One import at a time: the store has one writer, and a cancelled import has cleaned up before the next begins.</summary>
    private readonly SemaphoreSlim turn = new(1);

    private const int BatchRows = 2_000;

    /// <inheritdoc/>
    public override string Name => JobKinds.Import;

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>The input as <see cref="IJobListGrain.Start"/> takes it.</summary>
    public static string Input(string datasetId, DatasetKind kind, Interval? interval, long? spacingMs, ImmutableArray<Interval> intervals, bool hasContiguousIds) =>
        JsonSerializer.Serialize(new ImportInput(datasetId, kind, interval, spacingMs, intervals, hasContiguousIds), JsonSerializerOptions.Web);

    /// <inheritdoc/>
    protected override async Task<Outcome<ImportResult>> Run(ImportInput input, JobContext job)
    {
        var key = new TenantKey(job.UserId, input.DatasetId);
        var dataset = job.Grains.GetGrain<IDatasetGrain>(key.ToString());
        await turn.WaitAsync(job.Stopping);
        try
        {
            if (await dataset.Awaits(job.JobId))
            {
                await Store(input, key, job);
            }

            return await dataset.Imported(job.JobId)
                ? Outcome.Of(new ImportResult(input.DatasetId))
                : Outcome.Refused<ImportResult>("cancelled", null, "a dataset that waits for it", "The dataset was deleted, or is being stored by another job.");
        }
        finally
        {
            await LeaveNoOrphans(dataset, key);
        }
    }

    /// <summary>Deleted meanwhile: what was stored since has no owner. Whatever else went wrong, the next import begins by deleting.</summary>
    private async Task LeaveNoOrphans(IDatasetGrain dataset, TenantKey key)
    {
        try
        {
            if (await dataset.Get() is null)
            {
                await store.Delete(UploadSeries.Of(key));
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Store(ImportInput input, TenantKey key, JobContext job)
    {
        var series = UploadSeries.Of(key);
        await store.Delete(series);
        using var file = File.OpenHandle(folder.Rows(key), options: FileOptions.SequentialScan);
        var reader = new RowReader(file, 0, RandomAccess.GetLength(file), 128 * 1024);
        var write = new Batch(store, series);
        await (input.Kind == DatasetKind.Bars ? Bars(input, reader, write, job) : Trades(input, reader, write, job));
        await write.Flush();
    }

    private static async Task Bars(ImportInput input, RowReader reader, Batch write, JobContext job)
    {
        var coarser = input.Intervals.Where(interval => interval != input.Interval).Select(interval => new CoarserBars(interval, interval.Ms() / input.SpacingMs!.Value, write.Add)).ToList();
        while (reader.Next())
        {
            var bar = UploadRow.ReadBar(reader.Time, reader.Payload);
            write.Add(new StoredBar(input.Interval!.Value, bar));
            coarser.ForEach(merge => merge.Add(bar));
            await Pause(write, reader, job);
        }

        coarser.ForEach(merge => merge.Finish());
    }

    private static async Task Trades(ImportInput input, RowReader reader, Batch write, JobContext job)
    {
        var bars = new TradeBars(input.Intervals, input.HasContiguousIds, write.Add);
        for (var row = 1L; reader.Next(); row++)
        {
            var trade = UploadRow.ReadTrade(reader.Time, reader.Payload);
            if (trade.Id < 0)
            {
                trade = trade with { Id = row, FirstRawId = row, LastRawId = row };
            }

            write.Add(trade);
            bars.Add(trade);
            await Pause(write, reader, job);
        }

        bars.Finish();
    }

    private static async Task Pause(Batch write, RowReader reader, JobContext job)
    {
        if (write.Rows >= BatchRows)
        {
            job.Stopping.ThrowIfCancellationRequested();
            await write.Flush();
            job.Report(reader.Progress);
        }
    }

    /// <summary>Rows on their way to the store.</summary>
    private sealed class Batch(IMarketStore store, string series)
    {
        private readonly ImmutableArray<Trade>.Builder trades = ImmutableArray.CreateBuilder<Trade>();
        private readonly ImmutableArray<StoredBar>.Builder bars = ImmutableArray.CreateBuilder<StoredBar>();

        public int Rows => trades.Count + bars.Count;

        public void Add(Trade trade) => trades.Add(trade);

        public void Add(StoredBar bar) => bars.Add(bar);

        public async Task Flush()
        {
            if (Rows > 0)
            {
                await store.Append(new MarketWrite(series, trades.DrainToImmutable(), bars.DrainToImmutable(), null));
            }
        }
    }
}
