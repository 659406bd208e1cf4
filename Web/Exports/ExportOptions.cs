using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Exports;

/// <summary>Limits of exports; the section <c>Exports</c>.</summary>
internal sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Largest file in bytes. The default is 8 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Bytes of all files of one user that are kept; one more export is refused beyond that. The default is 16 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long BytesPerUser { get; set; } = 16L * 1024 * 1024 * 1024;
}

[OptionsValidator]
internal sealed partial class ExportOptionsValidator : IValidateOptions<ExportOptions>;
