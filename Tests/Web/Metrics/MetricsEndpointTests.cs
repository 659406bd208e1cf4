using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Metrics;

/// <summary>Who may read <c>/metrics</c>.</summary>
public sealed class MetricsEndpointTests
{
    private const string Token = "scrape-token-of-a-test";

    [Fact]
    public async Task Get_WithTheScrapeTokenOrAsAdministrator_AnswersPrometheusText()
    {
        await using var host = await ApiHost.Start(("Web:ScrapeToken", Token));
        using var scraper = Bearer(host, Token);
        var admin = await host.SignIn("root@example.org");
        await admin.Client.GetAsync("/api/v1/me");

        foreach (var client in new[] { scraper, admin.Client, Bearer(host, await KeyOf(admin, "admin")) })
        {
            var answer = await client.GetAsync("/metrics");

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("http_server_request_duration_seconds_count{", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_ByAnybodyElse_IsRefused()
    {
        await using var host = await ApiHost.Start(("Web:ScrapeToken", Token));
        var ann = await host.SignUp("ann@example.org");
        var admin = await host.SignIn("root@example.org");

        await (await host.Anonymous().GetAsync("/metrics")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Bearer(host, Token + "x").GetAsync("/metrics")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Bearer(host, "").GetAsync("/metrics")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await ann.Client.GetAsync("/metrics")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await Bearer(host, await KeyOf(ann, "read")).GetAsync("/metrics")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await Bearer(host, await KeyOf(admin, "read")).GetAsync("/metrics")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Get_WithoutAConfiguredToken_TakesNone()
    {
        await using var host = await ApiHost.Start();

        await (await Bearer(host, "").GetAsync("/metrics")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Bearer(host, Token).GetAsync("/metrics")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("Web:ScrapeToken", "short")]
    [InlineData("Web:ScrapeToken", "sixteen and more with spaces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    public async Task Start_WithABadValue_NamesTheKey(string key, string value)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start((key, value)));

        Assert.StartsWith(key, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sixteen", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> KeyOf(ApiUser user, string scope)
    {
        var answer = await user.Client.PostAsJsonAsync("/api/v1/keys", new { name = scope, scopes = new[] { scope } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    private static HttpClient Bearer(ApiHost host, string token)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
