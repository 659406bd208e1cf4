using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Nodes;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.OpenApi;

/// <summary>
/// A body or an answer as it goes over the wire: shown in the OpenAPI document. The contract tests send that of a body and expect success,
/// and hold that of an answer against its schema.
/// </summary>
/// <param name="json">JSON.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json) : Attribute
{
    /// <summary>The example of a type, a new copy; a page holds that of its items. Null: it has none.</summary>
    public static JsonNode? Of(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>)
        ? Of(type.GenericTypeArguments[0]) is { } item ? new JsonObject { ["items"] = new JsonArray(item), ["nextCursor"] = null } : null
        : type.GetCustomAttribute<ExampleAttribute>() is { } example ? JsonNode.Parse(example.Text) : null;

    private string Text => json;
}
