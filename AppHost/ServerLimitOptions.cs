using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QuantPlatform.AppHost;

/// <summary>How many connections a node holds (<c>Web:Limits:*</c>).</summary>
internal sealed class ServerLimitOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Web:Limits";

    /// <summary>Open connections of browsers and programs; one more is closed at once. The default value is 20,000.</summary>
    [Range(10, 10_000_000, ErrorMessage = "{0} must be 10 to 10000000")]
    public int Connections { get; set; } = 20_000;

    /// <summary>Open sockets of pages, counted apart from <see cref="Connections"/>. The default value is 10,000.</summary>
    [Range(10, 10_000_000, ErrorMessage = "{0} must be 10 to 10000000")]
    public int Sockets { get; set; } = 10_000;
}

[OptionsValidator]
internal sealed partial class ServerLimitOptionsValidator : IValidateOptions<ServerLimitOptions>;
