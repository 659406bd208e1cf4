using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>What holds for every call: the list comes from the routing table, so a new endpoint cannot be left out.</summary>
public sealed class EveryEndpointTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Call_WithoutSignIn_IsUnauthorized()
    {
        using var client = _host.Anonymous();
        foreach (var (method, path) in Calls(anonymous: false))
        {
            var answer = await client.SendAsync(Request(method, path.Replace("{id}", "abc").Replace("{symbol}", "BTCUSDT")));

            await answer.IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Call_WithAMadeUpToken_IsUnauthorized()
    {
        using var client = _host.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer CfDJ8made-up");
        foreach (var (method, path) in Calls(anonymous: false))
        {
            await (await client.SendAsync(Request(method, path.Replace("{id}", "abc").Replace("{symbol}", "BTCUSDT")))).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Call_OfSomebodyElsesPair_IsNotFoundAndNoGrainIsAsked()
    {
        var ann = await _host.SignUp($"ann{Guid.NewGuid():N}@example.org");
        var bob = await _host.SignUp($"bob{Guid.NewGuid():N}@example.org");
        var pair = await ann.AddPair();
        _host.PairOf(ann, pair).Snapshot = FakePair.SnapshotOf(pair, 60_000, 1, 2);
        var before = await ann.Client.GetStringAsync("/api/v1/pairs");

        var calls = Calls(anonymous: false).Where(call => call.Path.Contains("{id}", StringComparison.Ordinal) && !call.Path.StartsWith("/api/v1/admin/", StringComparison.Ordinal)).ToList();
        foreach (var (method, path) in calls)
        {
            await (await bob.Client.SendAsync(Request(method, path.Replace("{id}", pair)))).IsProblem(HttpStatusCode.NotFound, "not_found");
        }

        await (await bob.Client.GetAsync($"/api/v1/stream?topics=pair:{pair}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(8, calls.Count(call => call.Path.StartsWith("/api/v1/pairs/{id}", StringComparison.Ordinal)));
        Assert.Equal(before, await ann.Client.GetStringAsync("/api/v1/pairs"));
        Assert.Empty(_host.Grains.Refused);
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("..%2F..%2Fx")]
    [InlineData("a b")]
    public async Task Call_WithAnImpossibleId_IsNotFound(string id)
    {
        var ann = await _host.SignUp($"ann{Guid.NewGuid():N}@example.org");

        await (await ann.Client.GetAsync($"/api/v1/pairs/{id}/snapshot")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/api/v2/me", 404, "not_found")]
    [InlineData("PATCH", "/api/v1/pairs", 405, "method_not_allowed")]
    public async Task Call_ThatDoesNotExist_IsAProblem(string method, string path, int status, string code)
    {
        var ann = await _host.SignUp($"ann{Guid.NewGuid():N}@example.org");

        await (await ann.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).IsProblem((HttpStatusCode)status, code);
    }

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    [InlineData("/somewhere")]
    public async Task Answer_HasTheSecurityHeaders(string path)
    {
        using var client = _host.Anonymous();

        var answer = await client.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Answer_OfTheApi_IsNotKeptAndSaysWhatIsLeft()
    {
        var ann = await _host.SignUp($"ann{Guid.NewGuid():N}@example.org");

        var first = await ann.Client.GetAsync("/api/v1/me");
        var second = await ann.Client.GetAsync("/api/v1/me");

        Assert.True(first.Headers.CacheControl?.NoStore);
        Assert.Equal("12000", first.Headers.GetValues("RateLimit-Limit").Single());
        Assert.InRange(int.Parse(second.Headers.GetValues("RateLimit-Reset").Single()), 1, 60);
        Assert.True(int.Parse(second.Headers.GetValues("RateLimit-Remaining").Single()) is >= 0 and < 12_000);
    }

    [Fact]
    public async Task Call_BeyondTheLimit_SaysWhenToComeBack()
    {
        await using var host = await ApiHost.Start(("Web:RateLimits:PerAddress", "3"));
        using var client = host.Anonymous();
        // Four calls may straddle a minute, seven cannot miss it.
        var answers = new List<HttpResponseMessage>();
        for (var call = 0; call < 7; call++)
        {
            answers.Add(await client.GetAsync("/api/v1/me"));
        }

        var refused = answers[^1];
        await refused.IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("0", refused.Headers.GetValues("RateLimit-Remaining").Single());
    }

    [Fact]
    public async Task Health_TellsDetailsToAdministratorsOnly()
    {
        using var client = _host.Anonymous();
        var admin = await _host.SignIn("root@example.org");

        Assert.Equal("""{"status":"ready","checks":null}""", await client.GetStringAsync("/health/ready"));
        Assert.Equal("""{"status":"live","checks":null}""", await client.GetStringAsync("/health/live"));
        Assert.Contains("\"grains\":", await admin.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return request;
    }

    private List<(string Method, string Path)> Calls(bool anonymous) =>
    [
        .. from endpoint in _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = endpoint.RoutePattern.RawText!
           where path.StartsWith("/api/v1", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null == anonymous
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
           select (method, path),
    ];
}
