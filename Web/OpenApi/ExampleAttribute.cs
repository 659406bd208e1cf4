using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace QuantPlatform.Web.OpenApi;

/// <summary>A body as one would send it: shown in the OpenAPI document, and sent by the contract tests, which expect success.</summary>
/// <param name="json">JSON.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json) : Attribute
{
    /// <summary>A new copy.</summary>
    public JsonNode Json() => JsonNode.Parse(json)!;
}
