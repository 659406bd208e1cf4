using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed partial class OpenApiTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private JsonElement _document;

    public async Task InitializeAsync()
    {
        using var client = _host.Anonymous();
        _document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Document_IsVersion31_WithBothWaysToSignIn()
    {
        Assert.StartsWith("3.1", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(["bearer", "cookie"], _document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name).Order());
    }

    [Fact]
    public void Document_HasEveryCallAndNoOther()
    {
        var routes = _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) || endpoint.RoutePattern.RawText.StartsWith("/health", StringComparison.Ordinal) || endpoint.RoutePattern.RawText == "/metrics")
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(routes.Order(), Operations().Select(operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}").Order());
    }

    [Fact]
    public void Operations_AreDescribedWithTheirErrorsAndSecurity()
    {
        foreach (var (path, method, operation) in Operations())
        {
            var name = $"{method} {path}";
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()), name);
            Assert.Matches("^[a-zA-Z]+$", operation.GetProperty("operationId").GetString());
            Assert.All(operation.GetProperty("responses").EnumerateObject(), answer => Assert.False(string.IsNullOrEmpty(answer.Value.GetProperty("description").GetString()), name));
            if (operation.TryGetProperty("parameters", out var parameters))
            {
                Assert.All(parameters.EnumerateArray(), parameter => Assert.False(string.IsNullOrEmpty(parameter.GetProperty("description").GetString()), $"{name} {parameter}"));
            }

            var isPublic = path.StartsWith("/health", StringComparison.Ordinal) || path.EndsWith("/register", StringComparison.Ordinal) || path.EndsWith("/login", StringComparison.Ordinal) || path.EndsWith("/refresh", StringComparison.Ordinal)
                || path.EndsWith("Email", StringComparison.Ordinal) || path.EndsWith("Password", StringComparison.Ordinal);
            Assert.True(isPublic != operation.TryGetProperty("security", out _), name);
            Assert.True(isPublic || operation.GetProperty("responses").TryGetProperty("401", out _), name);
        }
    }

    [Fact]
    public void Properties_AreDescribed()
    {
        var undescribed =
            from schema in _document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from property in schema.Value.GetProperty("properties").EnumerateObject()
            where !property.Value.TryGetProperty("description", out _) && !property.Value.TryGetProperty("$ref", out _) && !property.Value.TryGetProperty("oneOf", out _)
            select $"{schema.Name}.{property.Name}";

        Assert.Empty(undescribed);
    }

    [Fact]
    public void Bodies_SayWhatIsRequiredAndRefuseTheRest()
    {
        var pair = _document.GetProperty("paths").GetProperty("/api/v1/pairs").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Assert.Equal(["x", "y"], pair.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Order());
        Assert.False(pair.GetProperty("additionalProperties").GetBoolean());
        Assert.Contains("\"number\"", pair.GetProperty("properties").GetProperty("entry").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocsPage_IsServedLocallyAndWithoutInlineScripts()
    {
        using var client = _host.Anonymous();

        var page = await client.GetStringAsync("/docs/index.html");

        Assert.DoesNotMatch(InlineScript(), page);
        Assert.DoesNotMatch(ForeignAddress(), page);
        var sources = ScriptSource().Matches(page).Select(match => match.Groups["source"].Value).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(new Uri(_host.Address, "/docs/"), source))).StatusCode);
        }
    }

    private IEnumerable<(string Path, string Method, JsonElement Operation)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name, operation.Value);

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>\s*\S", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"(src|href)\s*=\s*[""']?(https?:)?//", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ForeignAddress();

    [GeneratedRegex(@"<script[^>]*\bsrc=[""'](?<source>[^""']+)[""']", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ScriptSource();
}
