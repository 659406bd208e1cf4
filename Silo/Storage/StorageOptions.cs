using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Storage;

/// <summary>Where and how long a node keeps its data; the section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage";

    /// <summary>The kind of store. The default, and so far the only value, is <c>sqlite</c>.</summary>
    [RegularExpression("sqlite", ErrorMessage = "{0} must be sqlite")]
    public string Kind { get; set; } = "sqlite";

    /// <summary>The data folder. A relative path counts from the content root. The default is <c>data</c>.</summary>
    [Required(ErrorMessage = "{0} must name a folder")]
    public string Path { get; set; } = "data";

    /// <summary>How long rows are kept.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>A PKCS#12 file whose certificate encrypts the data-protection keys in the store; without one they are stored in clear. Default: none.</summary>
    public string? KeyCertificate { get; set; }

    /// <summary>The password of <see cref="KeyCertificate"/>. Default: none.</summary>
    public string? KeyCertificatePassword { get; set; }
}

/// <summary>How long rows of a series are kept, counted back from its newest row. Uploads are kept until they are deleted.</summary>
public sealed class RetentionOptions
{
    /// <summary>Trades. The default is 48 h.</summary>
    [Duration]
    public string Trades { get; set; } = "48h";

    /// <summary>One-second bars. The default is 7 days.</summary>
    [Duration, ConfigurationKeyName("1s")]
    public string OneSecond { get; set; } = "7d";

    /// <summary>One-minute bars. The default is 365 days.</summary>
    [Duration, ConfigurationKeyName("1m")]
    public string OneMinute { get; set; } = "365d";

    /// <summary>Five-minute bars. The default is 730 days.</summary>
    [Duration, ConfigurationKeyName("5m")]
    public string FiveMinutes { get; set; } = "730d";

    /// <summary>Fifteen-minute bars. The default is 1,825 days.</summary>
    [Duration, ConfigurationKeyName("15m")]
    public string FifteenMinutes { get; set; } = "1825d";

    /// <summary>One-hour bars. The default is 3,650 days.</summary>
    [Duration, ConfigurationKeyName("1h")]
    public string OneHour { get; set; } = "3650d";

    /// <summary>How long bars of an interval are kept.</summary>
    public TimeSpan Of(Interval interval) => DurationAttribute.Parse(interval switch
    {
        Interval.OneSecond => OneSecond,
        Interval.OneMinute => OneMinute,
        Interval.FiveMinutes => FiveMinutes,
        Interval.FifteenMinutes => FifteenMinutes,
        Interval.OneHour => OneHour,
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "not a bar interval"),
    });

    /// <summary>How long trades are kept.</summary>
    public TimeSpan OfTrades() => DurationAttribute.Parse(Trades);
}
