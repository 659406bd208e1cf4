using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What one user may have unless an admin gave them another limit (<c>Quota:*</c>).</summary>
internal sealed class QuotaOptions
{
    /// <summary>Largest limit that an admin can give, and that a key of this section takes.</summary>
    public const int Max = 1_000_000;

    private const long MaxBytes = 1L << 50;

    /// <summary>Pairs per user. The default value is 100.</summary>
    [Range(0, Max)]
    public int Pairs { get; set; } = 100;

    /// <summary>Alert rules per user. The default value is 200.</summary>
    [Range(0, Max)]
    public int Rules { get; set; } = 200;

    /// <summary>Watchlists per user. The default value is 50.</summary>
    [Range(0, Max)]
    public int Watchlists { get; set; } = 50;

    /// <summary>Dashboards per user. The default value is 50.</summary>
    [Range(0, Max)]
    public int Dashboards { get; set; } = 50;

    /// <summary>Distinct symbols that are tracked or on a watchlist. The default value is 50.</summary>
    [Range(0, Max)]
    public int TrackedSymbols { get; set; } = 50;

    /// <summary>Contact points per user. The default value is 20.</summary>
    [Range(0, Max)]
    public int ContactPoints { get; set; } = 20;

    /// <summary>API keys per user. The default value is 20.</summary>
    [Range(0, Max)]
    public int Keys { get; set; } = 20;

    /// <summary>Uploaded datasets per user. The default value is 50.</summary>
    [Range(0, Max)]
    public int Datasets { get; set; } = 50;

    /// <summary>Bytes of uploaded datasets per user. The default value is 1 GiB.</summary>
    [Range(0, MaxBytes)]
    public long StorageBytes { get; set; } = 1L << 30;

    /// <summary>The default of a quota; null for a name that is none.</summary>
    public long? Of(string quota) => quota switch
    {
        QuotaNames.Pairs => Pairs,
        QuotaNames.Rules => Rules,
        QuotaNames.Watchlists => Watchlists,
        QuotaNames.Dashboards => Dashboards,
        QuotaNames.TrackedSymbols => TrackedSymbols,
        QuotaNames.ContactPoints => ContactPoints,
        QuotaNames.Keys => Keys,
        QuotaNames.Datasets => Datasets,
        QuotaNames.StorageBytes => StorageBytes,
        _ => null,
    };

    /// <summary>The largest limit that can be given for a quota.</summary>
    public static long MaxOf(string quota) => quota == QuotaNames.StorageBytes ? MaxBytes : Max;
}

[OptionsValidator]
internal sealed partial class QuotaOptionsValidator : IValidateOptions<QuotaOptions>;
