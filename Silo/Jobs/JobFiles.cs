using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Jobs;

/// <summary>Files of jobs: <c>jobs/{userId}.{jobId}.*</c> in the node's data folder.</summary>
internal sealed class JobFiles(IOptions<StorageOptions> storage, IHostEnvironment host) : IJobFiles
{
    private readonly string folder = Path.Combine(DataFolder.Locate(storage.Value.Path, host.ContentRootPath), "jobs");

    /// <inheritdoc/>
    public string PathOf(string userId, string jobId)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{userId}.{jobId}.file");
    }

    /// <summary>Deletes what a job left.</summary>
    public void Delete(string userId, string jobId)
    {
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{userId}.{jobId}.*"))
            {
                File.Delete(file);
            }
        }
    }
}
