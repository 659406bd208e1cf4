using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Contracts.Datasets;

/// <summary>One uploaded file of a user: takes its bytes, reports on it, and once accepted stores it as market data that only this user can name. Key: <c>{userId}/{datasetId}</c>.</summary>
[TenantKey, Alias("IDatasetGrain")]
public interface IDatasetGrain : IGrainWithStringKey
{
    /// <summary>Largest chunk of <see cref="Write"/>, bytes.</summary>
    const int MaxChunk = 64 * 1024;

    /// <summary>Begins an upload; called by <see cref="IDatasetListGrain.Create"/>.</summary>
    /// <param name="reserved">Bytes that count as used while the file is being sent: its length, or all it may have when nobody said.</param>
    /// <param name="most">Most bytes that the user's quota has room for.</param>
    /// <param name="beyond">What one byte more is refused with.</param>
    [Alias("Open")]
    Task<DatasetInfo> Open(string symbol, long reserved, long most, Refusal beyond);

    /// <summary>Takes the next bytes of the file. Refused as soon as they cannot be the text that is expected.</summary>
    /// <param name="offset">How many bytes were taken before.</param>
    [Alias("Write")]
    Task<Outcome<long>> Write(long offset, byte[] bytes);

    /// <summary>Reads the file and reports on it; while it is a preview as often as its user likes. Refused when no row of it can be used.</summary>
    [Alias("Read"), ResponseTimeout("00:05:00")]
    Task<Outcome<DatasetInfo>> Read(DatasetReading reading);

    /// <summary>Stores it in the background: <see cref="DatasetState.Importing"/>, then <see cref="DatasetState.Ready"/>.</summary>
    [Alias("Accept")]
    Task<Outcome<DatasetInfo>> Accept();

    /// <summary>The dataset; null when there is none.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<DatasetInfo?> Get();

    /// <summary>Whether that job is the one that is to store it now. A job that was taken up again after it had done its work finds that it is not. Waits for <see cref="Accept"/>, which starts the job before it says so.</summary>
    [Alias("Awaits")]
    Task<bool> Awaits(string jobId);

    /// <summary>The import is done; called by its job.</summary>
    /// <returns>False when nobody waits for it any more.</returns>
    [Alias("Imported")]
    Task<bool> Imported(string jobId);

    /// <summary>Deletes it with everything stored of it; called by the list.</summary>
    [Alias("Delete"), ResponseTimeout("00:05:00")]
    Task Delete();
}

/// <summary>A user's datasets. Key: <c>{userId}</c>.</summary>
[TenantKey, Alias("IDatasetListGrain")]
public interface IDatasetListGrain : IGrainWithStringKey
{
    /// <summary>Begins an upload. Refused by the quotas <c>datasets</c> and <c>storageBytes</c>.</summary>
    /// <param name="bytes">Size of the file if it is known, else 0.</param>
    [Alias("Create")]
    Task<Outcome<DatasetInfo>> Create(string symbol, long bytes);

    /// <summary>All of them, newest first; uploads that are not complete are not among them.</summary>
    [Alias("List")]
    Task<ImmutableArray<DatasetInfo>> List();

    /// <summary>Deletes a dataset; false when there is none.</summary>
    [Alias("Delete"), ResponseTimeout("00:05:00")]
    Task<bool> Delete(string datasetId);

    /// <summary>Used and allowed: <c>datasets</c>, and <c>storageBytes</c> in bytes.</summary>
    [Alias("GetQuotas")]
    Task<ImmutableDictionary<string, QuotaUse>> GetQuotas();

    /// <summary>Deletes previews that have expired. Called by the waking service every 60 s.</summary>
    [SystemOnly, Alias("EnsureRunning")]
    Task EnsureRunning();

    /// <summary>Deletes all of them with everything that is stored of them.</summary>
    [SystemOnly, Alias("Erase"), ResponseTimeout("00:05:00")]
    Task Erase();
}
