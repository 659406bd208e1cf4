using System.ComponentModel.DataAnnotations;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Limits of uploads; the section <c>Datasets</c>.</summary>
public sealed class DatasetOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Datasets";

    /// <summary>Largest file in bytes. The default is 100 MiB.</summary>
    [Range(1, 4L * 1024 * 1024 * 1024, ErrorMessage = "{0} must be 1 byte to 4 GiB")]
    public long MaxFileBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Most rows of a file, and most stored bars of an interval. The default is 5,000,000.</summary>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be 1 to 100000000")]
    public int MaxRows { get; set; } = 5_000_000;

    /// <summary>How long a preview waits to be accepted. The default is 1 h.</summary>
    [Duration]
    public string PreviewExpiry { get; set; } = "1h";
}
