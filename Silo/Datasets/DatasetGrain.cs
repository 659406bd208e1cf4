using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Datasets;

/// <summary>One upload: a file while it is a preview, a series of the market store once it is accepted.</summary>
[GrainType("dataset")]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A grain ends in OnDeactivateAsync, which closes the file.")]
internal sealed class DatasetGrain(
    [PersistentState("dataset", SiloFeatures.GrainStorage)] IPersistentState<DatasetStoredState> storage,
    DatasetFolder folder, HeavyQueue queue, IMarketStore store, IOptions<DatasetOptions> options, TimeProvider time) : Grain, IDatasetGrain
{
    private TenantKey key;
    private ContentGuard? guard;
    private FileStream? upload;

    private DatasetStoredState State => storage.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = TenantKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        upload?.Dispose();
        return Task.CompletedTask;
    }

    public async Task<DatasetInfo> Open(string symbol, long reserved, long most, Refusal beyond)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await Save(new DatasetStoredState { Symbol = symbol, Bytes = reserved, CreatedAt = now, ExpiresAt = now + (long)DurationAttribute.Parse(options.Value.PreviewExpiry).TotalMilliseconds });
        guard = most < options.Value.MaxFileBytes ? new ContentGuard(most, beyond) : new ContentGuard(options.Value.MaxFileBytes);
        upload = new FileStream(folder.Upload(key), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        return State.Info(key.Id!, null);
    }

    public Task<Outcome<long>> Write(long offset, byte[] bytes)
    {
        if (State.State != DatasetState.Uploading || upload is null || guard is null || guard.Bytes != offset || bytes.Length > IDatasetGrain.MaxChunk)
        {
            return Task.FromResult(Outcome.Refused<long>(RefusalCodes.Conflict, "file", "sent once, from its beginning", "The upload was interrupted. Send the file again."));
        }

        if (guard.Take(bytes) is { } refusal)
        {
            return Task.FromResult(Outcome.Refused<long>([refusal]));
        }

        // A write to the page cache: short enough for a turn.
        upload.Write(bytes);
        return Task.FromResult(Outcome.Of(guard.Bytes));
    }

    public async Task<Outcome<DatasetInfo>> Read(DatasetReading reading)
    {
        if (State.Symbol is null || State.State > DatasetState.Preview || !File.Exists(folder.Upload(key)))
        {
            return NotAPreview();
        }

        upload?.Dispose();
        upload = null;
        var (file, rows) = (folder.Upload(key), folder.Rows(key));
        var most = options.Value.MaxRows;
        var scan = await queue.Run(key.UserId, () => DatasetScan.Run(file, rows, reading, most));
        if (!scan.Accepted)
        {
            return Outcome.Refused<DatasetInfo>(scan.Refusals);
        }

        await Save(State.Scanned(reading.Symbol, scan.Value!, new FileInfo(file).Length));
        return Outcome.Of(State.Info(key.Id!, null));
    }

    public async Task<Outcome<DatasetInfo>> Accept()
    {
        await Follow();
        if (State.State is DatasetState.Importing or DatasetState.Ready)
        {
            return Outcome.Of((await Get())!);
        }

        if (State.Symbol is null || State.State != DatasetState.Preview)
        {
            return NotAPreview();
        }

        var isContiguous = State.Report!.Detected.Layout == "binanceAggTrades";
        var input = ImportJob.Input(key.Id!, State.Report.Detected.Kind, State.Interval, State.Report.Detected.SpacingMs, State.Intervals, isContiguous);
        var job = await Jobs.Start(JobKinds.Import, input);
        if (!job.Accepted)
        {
            return Outcome.Refused<DatasetInfo>(job.Refusals);
        }

        await Save(State with { State = DatasetState.Importing, JobId = job.Value!.Id, Error = null });
        return Outcome.Of((await Get())!);
    }

    public async Task<DatasetInfo?> Get()
    {
        var state = State;
        var job = state is { State: DatasetState.Importing, JobId: { } id } ? await Job(id).Get() : null;
        return state.Symbol is null ? null
            : state.State == DatasetState.Importing && job is null or { State: JobState.Failed or JobState.Cancelled } ? Returned(state, job).Info(key.Id!, job)
            : state.Info(key.Id!, job);
    }

    public Task<bool> Awaits(string jobId) => Task.FromResult(State.State == DatasetState.Importing && State.JobId == jobId);

    public async Task<bool> Imported(string jobId)
    {
        if (!await Awaits(jobId))
        {
            return State.State == DatasetState.Ready && State.JobId == jobId;
        }

        await Save(State with { State = DatasetState.Ready });
        folder.Delete(key);
        return true;
    }

    public async Task Delete()
    {
        upload?.Dispose();
        upload = null;
        if (State.JobId is { } job)
        {
            await Jobs.Delete(job);
        }

        await store.Delete(UploadSeries.Of(key));
        folder.Delete(key);
        await storage.ClearStateAsync(CancellationToken.None);
        storage.State = new DatasetStoredState();
        DeactivateOnIdle();
    }

    private IJobListGrain Jobs => GrainFactory.GetGrain<IJobListGrain>(key.UserId);

    private IJobGrain Job(string id) => GrainFactory.GetGrain<IJobGrain>(new TenantKey(key.UserId, id).ToString());

    /// <summary>An import that failed leaves a preview that can be accepted again.</summary>
    private async Task Follow()
    {
        if (State is { State: DatasetState.Importing, JobId: { } id } && await Job(id).Get() is null or { State: JobState.Failed or JobState.Cancelled })
        {
            await Save(Returned(State, await Job(id).Get()));
        }
    }

    private static DatasetStoredState Returned(DatasetStoredState state, JobStatus? job) => state with
    {
        State = DatasetState.Preview,
        JobId = null,
        Error = job?.Error ?? new Refusal("cancelled", null, "not cancelled", "Storing it was cancelled."),
    };

    private static Outcome<DatasetInfo> NotAPreview() =>
        Outcome.Refused<DatasetInfo>(RefusalCodes.Conflict, "state", "preview", "Only a preview can be read again or accepted.");

    private async Task Save(DatasetStoredState next)
    {
        var previous = storage.State;
        storage.State = next;
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
