using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.OpenApi;

/// <summary>What a query parameter holds.</summary>
internal enum QueryKind
{
    Text,
    Integer,

    /// <summary>A number of points: 10 to 5,000.</summary>
    Window,
    Time,
    Flag,
}

/// <summary>A query parameter that an endpoint reads by itself.</summary>
internal sealed record QueryDoc(string Name, QueryKind Kind, string Description, IReadOnlyList<string> Values, bool Required);

/// <summary>A JSON body that an endpoint reads by itself.</summary>
internal sealed record BodyDoc(Type Type);

/// <summary>A multipart form that an endpoint reads by itself; its part <c>file</c> is a file.</summary>
internal sealed record FormDoc(Type Type);

/// <summary>A header that an endpoint reads or sends.</summary>
internal sealed record HeaderDoc(string Name, string Description, bool InAnswer);

/// <summary>A status with its description.</summary>
/// <param name="IsFile">Its content has no schema.</param>
/// <param name="Type">Of its JSON; null: it has none.</param>
internal sealed record AnswerDoc(int Status, string Description, bool IsFile = false, Type? Type = null);

/// <summary>Describes endpoints for the OpenAPI document.</summary>
internal static class EndpointDocs
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string id, string summary, string description = "") =>
        endpoint.WithName(id).WithSummary(summary).WithDescription(description);

    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new BodyDoc(typeof(T)));

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, string name, QueryKind kind, string description, IEnumerable<string>? values = null, bool required = false) =>
        endpoint.WithMetadata(new QueryDoc(name, kind, description, [.. values ?? []], required));

    /// <summary><c>from</c>, <c>to</c>, <c>limit</c>.</summary>
    public static RouteHandlerBuilder TakesRange(this RouteHandlerBuilder endpoint) => endpoint
        .TakesQuery("from", QueryKind.Time, "First time, inclusive. With it the first `limit` rows from there are answered.")
        .TakesQuery("to", QueryKind.Time, "Last time, exclusive. Without `from` the last `limit` rows before it are answered.")
        .TakesQuery("limit", QueryKind.Integer, "Most rows, 1 to 5000. Default 500.");

    public static RouteHandlerBuilder TakesPage(this RouteHandlerBuilder endpoint) => endpoint
        .TakesQuery("limit", QueryKind.Integer, "Most items, 1 to 5000. Default 500.")
        .TakesQuery("cursor", QueryKind.Text, "`nextCursor` of the page before.");

    public static RouteHandlerBuilder TakesFormat(this RouteHandlerBuilder endpoint) => endpoint
        .TakesQuery("format", QueryKind.Text, "`json` (default); `csv`: RFC 4180 with a header row; `ndjson`: a JSON object per line.", ["json", "csv", "ndjson"]);

    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new HeaderDoc(name, description, InAnswer: false));

    public static RouteHandlerBuilder SendsHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new HeaderDoc(name, description, InAnswer: true));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string description, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status).WithMetadata(new AnswerDoc(status, description, Type: typeof(T)));

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string description, string? contentType = null) =>
        (contentType is null ? endpoint.Produces(status) : endpoint.Produces<string>(status, contentType)).WithMetadata(new AnswerDoc(status, description));

    /// <summary>Rows as a file in one of the formats of <see cref="TakesFormat"/>.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, int status, string description) =>
        endpoint.Produces<string>(status, "text/csv", "application/x-ndjson", "application/json").WithMetadata(new AnswerDoc(status, description, IsFile: true));

    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder endpoint, params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ApiProblem>(status, Api.Problems.ContentType);
        }

        return endpoint;
    }
}
