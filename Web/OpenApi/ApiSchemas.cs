using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace QuantPlatform.Web.OpenApi;

/// <summary>Corrects what the generator cannot know: which members of a body are required, which of an answer may be absent, and that doubles are numbers.</summary>
internal sealed class ApiSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(double))
        {
            // A custom converter hides the type.
            schema.Type = Nullable.GetUnderlyingType(type.Type) is null ? JsonSchemaType.Number : JsonSchemaType.Number | JsonSchemaType.Null;
        }

        if (type.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 })
        {
            var isBody = type.Type.Name.EndsWith("Body", StringComparison.Ordinal);
            schema.Required = type.Properties
                .Where(property => isBody ? Has<RequiredAttribute>(property) : !Has<JsonIgnoreAttribute>(property) && schema.Properties.ContainsKey(property.Name))
                .Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
            schema.AdditionalPropertiesAllowed = !isBody;
        }

        return Task.CompletedTask;
    }

    private static bool Has<T>(JsonPropertyInfo property)
        where T : Attribute => property.AttributeProvider?.IsDefined(typeof(T), inherit: true) == true;
}
