using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Silo.Accounts;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class AccountEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;
    private readonly string _ann = $"ann{Guid.NewGuid():N}@example.org";

    [Fact]
    public async Task Register_ThenLogin_AnswersTokensThatWork()
    {
        var user = await _host.SignUp(_ann);

        var me = await user.Client.GetFromJsonAsync<JsonElement>("/api/v1/me");

        Assert.Equal(_ann, me.GetProperty("email").GetString());
        Assert.Empty(me.GetProperty("roles").EnumerateArray());
        Assert.Equal(3, me.GetProperty("quotas").GetProperty("pairs").GetProperty("limit").GetInt32());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("timeZone").ValueKind);
    }

    [Fact]
    public async Task Login_WithTokens_AnswersIdentitysShape()
    {
        await _host.SignUp(_ann);
        using var client = _host.Anonymous();

        var answer = await client.PostAsJsonAsync("/api/v1/account/login", new { email = _ann.ToUpperInvariant(), password = ApiHost.Password });
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("Bearer", tokens.GetProperty("tokenType").GetString());
        Assert.Equal(3600, tokens.GetProperty("expiresIn").GetInt64());
        Assert.Equal(4, tokens.EnumerateObject().Count());
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("short", "a@example.org", "password")]
    [InlineData("long enough indeed", "nowhere", "email")]
    [InlineData("long enough indeed", "two@at@example.org", "email")]
    public async Task Register_WithBrokenRule_NamesTheField(string password, string email, string field)
    {
        using var client = _host.Anonymous();

        var problem = await (await client.PostAsJsonAsync("/api/v1/account/register", new { email, password })).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task Register_WithUnknownMember_IsRefused()
    {
        using var client = _host.Anonymous();

        var problem = await (await client.PostAsJsonAsync("/api/v1/account/register", new { email = "a@example.org", password = ApiHost.Password, role = "admin" }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(["role"], problem.Fields());
    }

    [Fact]
    public async Task Register_WithTakenAddress_IsAConflict()
    {
        await _host.SignUp(_ann);
        using var client = _host.Anonymous();

        await (await client.PostAsJsonAsync("/api/v1/account/register", new { email = _ann.ToUpperInvariant(), password = ApiHost.Password })).IsProblem(HttpStatusCode.Conflict, "email_taken");
    }

    [Theory]
    [InlineData("closed", "registration_closed")]
    [InlineData("invite", "invitation_required")]
    public async Task Register_WhenNotOpen_IsForbidden(string mode, string code)
    {
        await using var host = await ApiHost.Start(("Accounts:Registration", mode));
        using var client = host.Anonymous();

        await (await client.PostAsJsonAsync("/api/v1/account/register", new { email = "a@example.org", password = ApiHost.Password })).IsProblem(HttpStatusCode.Forbidden, code);
    }

    [Fact]
    public async Task Login_WithUnknownAddressOrWrongPassword_AnswersTheSame()
    {
        await _host.SignUp(_ann);
        using var client = _host.Anonymous();

        var unknown = await client.PostAsJsonAsync("/api/v1/account/login", new { email = "nobody@example.org", password = "wrong wrong wrong" });
        var wrong = await client.PostAsJsonAsync("/api/v1/account/login", new { email = _ann, password = "wrong wrong wrong" });

        await unknown.IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await wrong.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Login_AfterManyWrongTries_WaitsAndSaysHowLong()
    {
        await _host.SignUp(_ann);
        using var client = _host.Anonymous();
        for (var attempt = 0; attempt <= SignInFailures.FreePerAccount; attempt++)
        {
            await (await client.PostAsJsonAsync("/api/v1/account/login", new { email = _ann, password = "wrong wrong wrong" })).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        }

        var answer = await client.PostAsJsonAsync("/api/v1/account/login", new { email = _ann, password = ApiHost.Password });

        await answer.IsProblem(HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 15);
    }

    [Fact]
    public async Task Refresh_WithTheRefreshToken_AnswersNewTokens()
    {
        var user = await _host.SignUp(_ann);
        using var client = _host.Anonymous();

        var answer = await client.PostAsJsonAsync("/api/v1/account/refresh", new { refreshToken = user.RefreshToken });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
        await (await client.PostAsJsonAsync("/api/v1/account/refresh", new { refreshToken = "made up" })).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
    }

    [Fact]
    public async Task Logout_OfABearer_EndsItsTokensAndNoOthers()
    {
        var user = await _host.SignUp(_ann);
        var elsewhere = await _host.SignIn(_ann);

        Assert.Equal(HttpStatusCode.OK, (await user.Client.PostAsync("/api/v1/account/logout", null)).StatusCode);

        await (await user.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        using var client = _host.Anonymous();
        await (await client.PostAsJsonAsync("/api/v1/account/refresh", new { refreshToken = user.RefreshToken })).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.Client.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task ChangedSecurityStamp_EndsEverySession()
    {
        var user = await _host.SignUp(_ann);
        var account = (await ApiHost.AsSystem(() => _host.AccountOf(user).Get()))!;
        await ApiHost.AsSystem(() => _host.AccountOf(user).Update(account with { SecurityStamp = "another" }, account.ConcurrencyStamp, null));
        _host.Services.GetRequiredService<SessionCheck>().Forget(user.Id);

        await (await user.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task FirstAdmin_OfTheConfiguration_HasTheRole()
    {
        var admin = await _host.SignIn("root@example.org");

        var me = await admin.Client.GetFromJsonAsync<JsonElement>("/api/v1/me");

        Assert.Equal("admin", me.GetProperty("roles")[0].GetString());
        Assert.Empty(await _host.Services.GetRequiredService<FirstAdmin>().EnsureAsync());
    }
}
