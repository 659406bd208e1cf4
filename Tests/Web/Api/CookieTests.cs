using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class CookieTests : IAsyncLifetime, IDisposable
{
    private ApiHost _host = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start();
        await _host.SignUp("ann@example.org");
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Address };
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Write_WithCookieAlone_IsRefusedAndChangesNothing()
    {
        await SignIn();

        await (await _browser.PostAsJsonAsync("/api/v1/pairs", new { y = "ETHUSDT", x = "BTCUSDT" })).IsProblem(HttpStatusCode.BadRequest, "antiforgery");

        var pairs = await _browser.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/pairs");
        Assert.Empty(pairs.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Write_WithCookieAndHeader_Works()
    {
        _browser.DefaultRequestHeaders.Add("X-CSRF-TOKEN", await SignIn());

        var answer = await _browser.PostAsJsonAsync("/api/v1/pairs", new { y = "ETHUSDT", x = "BTCUSDT" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Write_OfAForeignPagesForm_IsRefusedUnread()
    {
        await SignIn();
        using var form = new StringContent("not the form it says it is");
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=XX");

        await (await _browser.PostAsync("/api/v1/datasets", form)).IsProblem(HttpStatusCode.BadRequest, "antiforgery");
    }

    [Fact]
    public async Task Write_WithTheHeaderOfSomebodyElse_IsRefused()
    {
        await _host.SignUp("bob@example.org");
        using var bob = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _host.Address };
        var answer = await bob.PostAsJsonAsync("/api/v1/account/login?useCookies=true", new { email = "bob@example.org", password = ApiHost.Password });
        await SignIn();
        _browser.DefaultRequestHeaders.Add("X-CSRF-TOKEN", answer.Headers.GetValues("X-CSRF-TOKEN").Single());

        await (await _browser.PostAsJsonAsync("/api/v1/pairs", new { y = "ETHUSDT", x = "BTCUSDT" })).IsProblem(HttpStatusCode.BadRequest, "antiforgery");
    }

    [Fact]
    public async Task Logout_OfACookie_EndsItEvenIfItIsKept()
    {
        _browser.DefaultRequestHeaders.Add("X-CSRF-TOKEN", await SignIn());
        using var thief = _host.Anonymous();
        thief.DefaultRequestHeaders.Add("Cookie", _cookie);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/v1/me")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await _browser.PostAsync("/api/v1/account/logout", null)).StatusCode);

        await (await thief.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Cookie_IsHiddenFromScripts()
    {
        await SignIn();

        Assert.Contains("httponly", _cookieAttributes, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", _cookieAttributes, StringComparison.OrdinalIgnoreCase);
    }

    private string _cookie = "";
    private string _cookieAttributes = "";

    private async Task<string> SignIn()
    {
        var answer = await _browser.PostAsJsonAsync("/api/v1/account/login?useCookies=true", new { email = "ann@example.org", password = ApiHost.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
        _cookieAttributes = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("QuantPlatform=", StringComparison.Ordinal));
        _cookie = _cookieAttributes.Split(';')[0];
        return answer.Headers.GetValues("X-CSRF-TOKEN").Single();
    }
}
