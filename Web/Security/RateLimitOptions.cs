using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Security;

/// <summary>How many requests a minute are served (<c>Web:RateLimits:*</c>). The files of pages are not counted.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Web:RateLimits";

    /// <summary>API calls and pages a minute of one signed-in user. The default value is 12,000.</summary>
    [Range(1, 10_000_000)]
    public int PerUser { get; set; } = 12_000;

    /// <summary>API calls and pages a minute of one address without sign-in. The default value is 3,000.</summary>
    [Range(1, 10_000_000)]
    public int PerAddress { get; set; } = 3_000;

    /// <summary>Tries to register, sign in or refresh a minute from one address, each of which costs a password hash. The default value is 600.</summary>
    [Range(1, 10_000_000)]
    public int SignInsPerAddress { get; set; } = 600;

    /// <summary>Open streams of one user. The default value is 20.</summary>
    [Range(1, 10_000)]
    public int StreamsPerUser { get; set; } = 20;

    /// <summary>Open pages of one user, or of one address without sign-in. The default value is 50.</summary>
    [Range(1, 10_000)]
    public int PagesPerUser { get; set; } = 50;
}

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
