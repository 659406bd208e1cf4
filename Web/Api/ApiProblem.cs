using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantPlatform.Web.Api;

/// <summary>An error answer of the API: problem details of RFC 9457 with a machine-readable code.</summary>
public sealed record ApiProblem(
    [property: Description("Names the kind of problem; `about:blank` when the status says it all.")] string Type,
    [property: Description("The status in words.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("One sentence on what went wrong.")] string Detail,
    [property: Description("Machine-readable kind of the problem, stable across versions.")] string Code,
    [property: Description("The members that broke a rule; empty when none did.")] IReadOnlyList<FieldError> Errors)
{
    /// <summary>Further members, e.g. <c>current</c> and <c>yours</c> of a 412.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }

    /// <summary>What is said about a member; null when nothing is.</summary>
    internal string? MessageOf(string field)
    {
        var messages = Errors.Where(error => error.Field == field).Select(error => error.Message).ToList();
        return messages.Count == 0 ? null : string.Join(' ', messages);
    }
}

/// <summary>A member that broke a rule.</summary>
public sealed record FieldError(
    [property: Description("The member as the request names it.")] string Field,
    [property: Description("The rule, e.g. `10 to 5000`.")] string Rule,
    [property: Description("One sentence for a person.")] string Message);
