using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Metrics;

/// <summary>Who may read <c>/metrics</c> beside administrators.</summary>
public sealed class MetricsOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Web";

    /// <summary>The bearer token of a scraper, 16 to 256 characters without spaces. The default value is null: only administrators read the metrics.</summary>
    [StringLength(256, MinimumLength = 16)]
    [RegularExpression(@"[!-~]*")]
    public string? ScrapeToken { get; set; }
}

/// <summary>Refuses a token that is too short to be secret, without repeating it.</summary>
internal sealed class MetricsOptionsValidation : IValidateOptions<MetricsOptions>
{
    public ValidateOptionsResult Validate(string? name, MetricsOptions options) =>
        Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Web:ScrapeToken must have 16 to 256 characters, letters, digits and signs without spaces (its value is not shown).");
}
