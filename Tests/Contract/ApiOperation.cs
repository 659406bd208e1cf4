using System.Globalization;
using System.Text.Json.Nodes;

namespace QuantPlatform.Tests.Contract;

/// <summary>An operation of the OpenAPI document.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Json)
{
    public string Id => Json["operationId"]!.GetValue<string>();

    public bool IsPublic => Json["security"] is null;

    /// <summary>Whether an API key may not call it, whatever its scopes.</summary>
    public bool IsForSessions => !IsPublic && Scopes.Count == 0 && Declares(403);

    /// <summary>Scopes of which a key needs one.</summary>
    public IReadOnlyList<string> Scopes =>
        [.. Json["security"]?.AsArray().Select(way => way!["bearer"]).OfType<JsonArray>().SelectMany(scopes => scopes.Select(scope => scope!.GetValue<string>())) ?? []];

    public bool IsForAdmins => Path.StartsWith("/api/v1/admin/", StringComparison.Ordinal) || Path == "/metrics";

    /// <summary>The body of the document's own example; null: it takes no JSON.</summary>
    public JsonObject? Example => Json["requestBody"]?["content"]?["application/json"]?["example"]?.DeepClone().AsObject();

    public bool TakesJson => Json["requestBody"]?["content"]?["application/json"] is not null;

    /// <summary>Query parameters that are more than free text.</summary>
    public IReadOnlyList<string> TypedQuery =>
    [
        .. from parameter in Json["parameters"]?.AsArray() ?? []
           where parameter!["in"]!.GetValue<string>() == "query"
           let schema = parameter["schema"]!
           where schema["enum"] is not null || schema["type"]?.ToString() is "integer" or "boolean"
           select parameter["name"]!.GetValue<string>(),
    ];

    public bool Declares(int status) => Json["responses"]?[status.ToString(CultureInfo.InvariantCulture)] is not null;

    public override string ToString() => $"{Method} {Path}";
}
