using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Metrics;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the page at <c>/docs</c>.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath is { } path && ApiPaths.Contains("/" + path);
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer(Complete);
        options.AddSchemaTransformer<ApiSchemas>();
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "QuantPlatform API";
            options.SwaggerEndpoint($"/openapi/{Name}.json", "QuantPlatform API v1");
        });
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "QuantPlatform API",
            Version = "1",
            Description = """
                Everything the pages show. JSON with camelCase names and enum values; numbers are numbers; times are Unix ms in UTC; unknown is null.
                Errors are problem details (RFC 9457) with a `code` and the broken rules in `errors`, checked in the order 401, 403, 404, 400, 422, 412. Unknown members of a body are a 400.
                `BTCUSDT` means the active venue, `demo:BTCUSDT` names one. Answers carry `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds); a 429 carries `Retry-After`.
                """,
        };
        // Relative: the document says the same behind every proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The access token of `POST /api/v1/account/login`, or an API key of `POST /api/v1/keys`." },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "QuantPlatform",
                Description = $"The browser's session. A write also needs the header `{CookieWrites.Header}`; the answers of login and `GET /api/v1/me` carry its value.",
            },
        };
        AllowAnyJson(document);
        return Task.CompletedTask;
    }

    /// <summary>Any JSON is null, too: one alternative, not two of which just one may match.</summary>
    private static void AllowAnyJson(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            foreach (var (name, property) in schema.Properties?.ToList() ?? [])
            {
                if (property.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault(one => one.Reference.Id == nameof(JsonElement)) is { } any)
                {
                    schema.Properties![name] = new OpenApiSchema { Description = any.Reference.Description };
                }
            }
        }
    }

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Description ??= parameter.Name == "symbol" ? "`BTCUSDT` of the active venue, or with its venue: `demo:BTCUSDT`." : "Its id.";
        }

        foreach (var query in metadata.OfType<QueryDoc>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = query.Name,
                In = ParameterLocation.Query,
                Required = query.Required,
                Description = query.Description,
                Schema = SchemaOf(query),
            });
        }

        foreach (var header in metadata.OfType<HeaderDoc>().Where(header => !header.InAnswer))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (metadata.OfType<BodyDoc>().LastOrDefault() is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, parameterDescription: null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new() { Schema = schema, Example = ExampleAttribute.Of(body.Type) },
                },
            };
        }

        if (metadata.OfType<FormDoc>().LastOrDefault() is { } form)
        {
            var schema = await context.GetOrCreateSchemaAsync(form.Type, parameterDescription: null, cancellationToken);
            if (schema.Properties?["file"] is OpenApiSchema file)
            {
                (file.Type, file.Format) = (JsonSchemaType.String, "binary");
            }

            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = new() { Schema = schema } },
            };
        }

        CompleteAnswers(operation, metadata);
        var isForSessions = metadata.OfType<SessionRequirement>().Any();
        var scopes = Scopes.Needed(metadata, context.Description.HttpMethod ?? "");
        if (scopes.Count > 0)
        {
            var who = isForSessions ? "Not with an API key." : $"An API key needs the scope `{string.Join("` or `", scopes)}`.";
            operation.Description = string.IsNullOrEmpty(operation.Description) ? who : $"{operation.Description.TrimEnd()} {who}";
            operation.Responses ??= [];
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = ProblemOf(StatusCodes.Status403Forbidden), Content = (operation.Responses["401"] as OpenApiResponse)?.Content });
        }

        if (!metadata.OfType<IAllowAnonymous>().Any() || metadata.OfType<ScrapeRequirement>().Any())
        {
            operation.Security =
            [
                // Since 3.1 other schemes than OAuth may name what is needed, too: of these, one scope.
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = isForSessions ? [] : [.. scopes] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
            ];
        }
    }

    private static void CompleteAnswers(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            var code = int.Parse(status, CultureInfo.InvariantCulture);
            var doc = metadata.OfType<AnswerDoc>().LastOrDefault(answer => answer.Status == code);
            response.Description = doc?.Description ?? ProblemOf(code);
            foreach (var content in doc is { IsFile: true } ? response.Content?.Values ?? [] : [])
            {
                content.Schema = null;
            }

            if (doc?.Type is { } type && ExampleAttribute.Of(type) is { } example && response.Content?.TryGetValue("application/json", out var json) == true && json is OpenApiMediaType media)
            {
                media.Example = example;
            }

            if (code < StatusCodes.Status300MultipleChoices && response is OpenApiResponse answer)
            {
                foreach (var header in metadata.OfType<HeaderDoc>().Where(header => header.InAnswer))
                {
                    answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
                    answer.Headers[header.Name] = new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
                }

                if (metadata.OfType<QueryDoc>().Any(query => query.Name == "format"))
                {
                    answer.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
                    answer.Content["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
                    answer.Content["application/x-ndjson"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
                }
            }
        }
    }

    private static OpenApiSchema SchemaOf(QueryDoc query) => query.Kind switch
    {
        QueryKind.Integer => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "5000", Default = QueryReader.DefaultLimit },
        QueryKind.Window => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "10", Maximum = "5000" },
        QueryKind.Time => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
        QueryKind.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        _ => new OpenApiSchema { Type = JsonSchemaType.String, Enum = query.Values.Count == 0 ? null : [.. query.Values.Select(value => (JsonNode)value)] },
    };

    private static string ProblemOf(int status) => status switch
    {
        400 => "The request breaks a rule; `errors` names members and rules.",
        401 => "Nobody is signed in, or the credentials do not hold.",
        403 => "You may not do this, or the API key lacks the scope.",
        404 => "There is no such thing, or it is somebody else's.",
        409 => "It is taken.",
        412 => "It was changed since you read it; `current` and `yours` show both versions.",
        413 => "The body is too large.",
        415 => "The body is not JSON.",
        422 => "Well-formed, but against a quota or a rule between members.",
        429 => "Too much; wait for `Retry-After` seconds.",
        _ => "The request failed.",
    };
}
