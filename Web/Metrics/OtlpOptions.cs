using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Metrics;

/// <summary>Where metrics are pushed to, in the words of the OpenTelemetry specification.</summary>
public sealed class OtlpOptions
{
    /// <summary>The key; OpenTelemetry's other keys (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>_HEADERS</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c> …) count too.</summary>
    [ConfigurationKeyName(Key)]
    public string? Endpoint { get; set; }

    internal const string Key = "OTEL_EXPORTER_OTLP_ENDPOINT";
}

/// <summary>Refuses an address that is none.</summary>
internal sealed class OtlpOptionsValidation : IValidateOptions<OtlpOptions>
{
    public ValidateOptionsResult Validate(string? name, OtlpOptions options) =>
        string.IsNullOrEmpty(options.Endpoint) || (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{OtlpOptions.Key} must be an http or https address such as http://127.0.0.1:4317 (it is '{options.Endpoint}').");
}
