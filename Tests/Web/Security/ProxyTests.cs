using System.Net.Http.Json;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Security;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

/// <summary>What a node behind a proxy that ends HTTPS tells browsers, and whom it believes.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task SignIn_ThroughAKnownProxyWithHttps_GivesAHostCookieAndHsts()
    {
        await using var host = await ApiHost.Start(("Web:KnownProxies", "10.9.0.0/16, 127.0.0.1"));
        await host.SignUp("ann@example.org");
        using var answer = await SignIn(host, "https");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-QuantPlatform=", StringComparison.Ordinal));
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());

        using var back = Forwarded(HttpMethod.Get, "/api/v1/me", "https");
        back.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var client = host.Anonymous();
        using var me = await client.SendAsync(back);
        Assert.Equal(System.Net.HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    public async Task Write_ThroughAProxyWithHttps_TakesTheAntiForgeryCookieOfThisHostAlone()
    {
        await using var host = await ApiHost.Start(("Web:KnownProxies", "127.0.0.1"));
        await host.SignUp("ann@example.org");
        using var answer = await SignIn(host, "https");
        var cookies = answer.Headers.GetValues("Set-Cookie").ToArray();
        var guard = Assert.Single(cookies, value => value.StartsWith("__Host-QuantPlatform.Antiforgery=", StringComparison.Ordinal));
        Assert.Equal(2, cookies.Length);
        foreach (var attribute in new[] { "path=/", "secure", "httponly", "samesite=strict" })
        {
            Assert.Contains(attribute, guard, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("domain=", guard, StringComparison.OrdinalIgnoreCase);
        var sent = string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));

        // A neighbouring host can set the plain name for the whole domain; it is not looked at.
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await Write(sent.Replace("__Host-QuantPlatform.Antiforgery", "QuantPlatform.Antiforgery", StringComparison.Ordinal)));
        Assert.Equal(System.Net.HttpStatusCode.Created, await Write(sent));

        async Task<System.Net.HttpStatusCode> Write(string cookie)
        {
            using var client = host.Anonymous();
            using var request = Forwarded(HttpMethod.Post, "/api/v1/pairs", "https");
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("X-CSRF-TOKEN", answer.Headers.GetValues("X-CSRF-TOKEN").Single());
            request.Content = JsonContent.Create(new { y = "ETHUSDT", x = "BTCUSDT" });
            using var written = await client.SendAsync(request);
            return written.StatusCode;
        }
    }

    [Fact]
    public async Task SignIn_WithForwardedHeadersOfAnybodyElse_IgnoresThem()
    {
        await using var host = await ApiHost.Start(("Web:KnownProxies", "10.9.0.0/16"));
        await host.SignUp("ann@example.org");
        using var answer = await SignIn(host, "https");

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("QuantPlatform=", StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task RateLimit_BehindAKnownProxy_CountsTheClientAndNotTheProxy()
    {
        await using var host = await ApiHost.Start(("Web:KnownProxies", "127.0.0.1"), ("Web:RateLimits:PerAddress", "1"));
        using var client = host.Anonymous();

        Assert.Equal((401, 429, 401), (await Ask("203.0.113.7"), await Ask("203.0.113.7"), await Ask("203.0.113.8")));

        async Task<int> Ask(string from)
        {
            using var request = Forwarded(HttpMethod.Get, "/api/v1/me", "http", from);
            using var answer = await client.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.0.0.0/8, fd00::/8,::1", true)]
    [InlineData("proxy.example.org", false)]
    [InlineData("10.0.0.0/40", false)]
    public void Options_AcceptAddressesAndNetworksOnly(string value, bool accepted)
    {
        var verdict = new ProxyOptionsValidation().Validate(null, new ProxyOptions { KnownProxies = value });

        Assert.Equal(accepted, verdict.Succeeded);
        Assert.True(accepted || verdict.FailureMessage!.Contains($"'{value}'", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> SignIn(ApiHost host, string scheme)
    {
        using var client = host.Anonymous();
        using var request = Forwarded(HttpMethod.Post, "/api/v1/account/login?useCookies=true", scheme);
        request.Content = JsonContent.Create(new { email = "ann@example.org", password = ApiHost.Password });
        var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer;
    }

    private static HttpRequestMessage Forwarded(HttpMethod method, string path, string scheme, string from = "203.0.113.7")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-Host", "desk.example");
        return request;
    }
}
