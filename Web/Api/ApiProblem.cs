using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantPlatform.Web.Api;

/// <summary>An error answer of the API: problem details of RFC 9457 with a machine-readable code.</summary>
/// <param name="Type">Names the kind of problem; <c>about:blank</c> when the status says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One sentence on what went wrong.</param>
/// <param name="Code">Machine-readable kind of the problem, stable across versions.</param>
/// <param name="Errors">The members that broke a rule; empty when none did.</param>
public sealed record ApiProblem(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Further members, e.g. <c>current</c> and <c>yours</c> of a 412.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }
}

/// <summary>A member that broke a rule.</summary>
/// <param name="Field">The member as the request names it.</param>
/// <param name="Rule">The rule, e.g. <c>10 to 5000</c>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record FieldError(string Field, string Rule, string Message);
