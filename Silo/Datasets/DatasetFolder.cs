using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Where uploads lie until they are stored: <c>uploads/{userId}.{datasetId}.*</c> in the node's data folder.</summary>
internal sealed class DatasetFolder(IOptions<StorageOptions> storage, IHostEnvironment host)
{
    private readonly string folder = Path.Combine(DataFolder.Locate(storage.Value.Path, host.ContentRootPath), "uploads");

    /// <summary>The file as it was sent.</summary>
    public string Upload(TenantKey dataset) => File(dataset, "upload");

    /// <summary>Its rows in order, ready to be stored.</summary>
    public string Rows(TenantKey dataset) => File(dataset, "rows");

    /// <summary>Deletes both, and what a reading that was cut off left.</summary>
    public void Delete(TenantKey dataset)
    {
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{dataset.UserId}.{dataset.Id}.*"))
            {
                System.IO.File.Delete(file);
            }
        }
    }

    private string File(TenantKey dataset, string kind)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{dataset.UserId}.{dataset.Id}.{kind}");
    }
}
