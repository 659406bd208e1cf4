using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What one user may have (<c>Quota:*</c>).</summary>
internal sealed class QuotaOptions
{
    /// <summary>Pairs per user. The default value is 100.</summary>
    [Range(0, 100_000)]
    public int Pairs { get; set; } = 100;

    /// <summary>Symbols tracked without a pair. The default value is 50.</summary>
    [Range(0, 10_000)]
    public int TrackedSymbols { get; set; } = 50;
}

[OptionsValidator]
internal sealed partial class QuotaOptionsValidator : IValidateOptions<QuotaOptions>;
