using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace QuantPlatform.Tests.Contract;

/// <summary>A node's OpenAPI document, as a stranger would read it.</summary>
internal sealed class ApiDescription
{
    private readonly JsonObject document;
    private readonly JsonNode definitions;

    private ApiDescription(JsonObject document)
    {
        this.document = document;
        definitions = Closed(Local(document["components"]!["schemas"]!));
    }

    public IReadOnlyList<ApiOperation> Operations =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select new ApiOperation(operation.Key.ToUpperInvariant(), path.Key.TrimEnd('/'), operation.Value!.AsObject()),
    ];

    public static async Task<ApiDescription> Read(HttpClient client) => new((await client.GetFromJsonAsync<JsonObject>("openapi/v1.json"))!);

    /// <summary>What is wrong with an answer by what the document says about it; null: nothing.</summary>
    public async Task<string?> Wrong(ApiOperation operation, HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (operation.Json["responses"]?[status] is not { } declared)
        {
            return $"{status} is not among the answers of the document: {await answer.Content.ReadAsStringAsync()}";
        }

        var type = answer.Content.Headers.ContentType?.MediaType;
        if (declared["content"] is not JsonObject { Count: > 0 } contents)
        {
            // A 200 of Identity has no body.
            return type is null || answer.Content.Headers.ContentLength == 0 ? null : $"{status} has a body of {type}, and the document says none";
        }

        if (type is null || contents[type] is not { } content)
        {
            return $"{status} is {type ?? "without a body"}, and the document says {string.Join(", ", contents.Select(entry => entry.Key))}";
        }

        return type.EndsWith("json", StringComparison.Ordinal) && content["schema"] is { } schema ? Broken(schema, await answer.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>What is wrong with the examples of an operation's answers; null: nothing. Answers with JSON that have none are wrong, too.</summary>
    public string? WrongExamples(ApiOperation operation)
    {
        var wrong = from answer in operation.Json["responses"]!.AsObject()
                    where answer.Key[0] == '2'
                    let content = answer.Value!["content"]?["application/json"]
                    where content?["schema"] is not null
                    let found = content["example"] is { } example ? Broken(content["schema"]!, example.ToJsonString()) : "no example"
                    where found is not null
                    select $"{answer.Key}: {found}";
        return wrong.FirstOrDefault();
    }

    private string? Broken(JsonNode schema, string body)
    {
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$defs"] = definitions.DeepClone(), ["allOf"] = new JsonArray(Closed(Local(schema))) };
        using var instance = System.Text.Json.JsonDocument.Parse(body);
        var result = JsonSchema.FromText(root.ToJsonString()).Evaluate(instance.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        var errors = (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}")).Take(5);
        return result.IsValid ? null : $"{string.Join("; ", errors)} in {body[..Math.Min(body.Length, 600)]}";
    }

    /// <summary>References of OpenAPI as those of a schema by itself.</summary>
    private static JsonNode Local(JsonNode schema) => JsonNode.Parse(schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!;

    /// <summary>The same schema, but what it does not name may not be there: an answer has no undocumented members.</summary>
    private static JsonNode Closed(JsonNode schema)
    {
        if (schema is JsonObject node)
        {
            if (node["properties"] is JsonObject && node["additionalProperties"] is null)
            {
                node["additionalProperties"] = false;
            }

            foreach (var (_, value) in node.ToList())
            {
                _ = value is null ? null : Closed(value);
            }
        }
        else if (schema is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>())
            {
                Closed(item);
            }
        }

        return schema;
    }
}
