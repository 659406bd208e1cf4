using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

public sealed class ApiKeyTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private ApiUser _ann = null!;

    public async Task InitializeAsync() => _ann = await _host.SignUp($"ann{Guid.NewGuid():N}@example.org");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Key_ShownOnce_SignsIn()
    {
        var made = await Make(_ann, ["read"]);
        var key = made.GetProperty("key").GetString()!;
        using var client = With(key);

        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        var list = await _ann.Client.GetStringAsync("/api/v1/keys");

        Assert.Matches("^qp_[a-z0-9]{16}_[A-Za-z0-9]{43}$", key);
        Assert.Equal(_ann.Id, me.GetProperty("userId").GetString());
        Assert.DoesNotContain(key.Split('_')[2], list, StringComparison.Ordinal);
        var item = Assert.Single(JsonSerializer.Deserialize<JsonElement>(list).GetProperty("items").EnumerateArray());
        Assert.Equal(made.GetProperty("id").GetString(), item.GetProperty("id").GetString());
        Assert.Equal(["read"], item.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.True(item.GetProperty("lastUsedAt").GetInt64() > 0);
    }

    [Theory]
    [InlineData("GET", "/api/v1/pairs", "read", 200)]
    [InlineData("GET", "/api/v1/pairs", "write", 403)]
    [InlineData("GET", "/api/v1/me", "export", 200)]
    [InlineData("POST", "/api/v1/pairs", "read", 403)]
    [InlineData("POST", "/api/v1/pairs", "write", 400)]
    [InlineData("POST", "/api/v1/analytics/correlation", "read", 400)]
    [InlineData("DELETE", "/api/v1/pairs/abc", "read", 403)]
    [InlineData("DELETE", "/api/v1/pairs/abc", "write", 404)]
    [InlineData("GET", "/api/v1/pairs/abc", "alerts", 403)]
    public async Task Call_IsDecidedByTheScope_BeforeAnythingElse(string method, string path, string scope, int status)
    {
        using var client = With(await MakeKey(_ann, [scope]));
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { bad = 1 }) : null };

        var answer = await client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 403)
        {
            var problem = await answer.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
            Assert.Equal(["scope"], problem.Fields());
        }
    }

    [Theory]
    [InlineData("POST", "/api/v1/keys")]
    [InlineData("DELETE", "/api/v1/keys/abc")]
    [InlineData("POST", "/api/v1/account/logout")]
    public async Task Call_ThatDecidesAboutTheAccount_TakesNoKey(string method, string path)
    {
        using var client = With(await MakeKey(_ann, ["read", "write", "alerts", "export"]));

        await (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).IsProblem(HttpStatusCode.Forbidden, "session_required");
    }

    [Fact]
    public async Task Key_Revoked_EndsAtOnce_AlsoOnAnOpenStream()
    {
        var made = await Make(_ann, ["read"]);
        using var client = With(made.GetProperty("key").GetString()!);
        using var stream = await EventReader.Open(client, "feed");
        await stream.Next();

        Assert.Equal(HttpStatusCode.NoContent, (await _ann.Client.DeleteAsync($"/api/v1/keys/{made.GetProperty("id").GetString()}")).StatusCode);

        await (await client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.True(await stream.Ends());
        Assert.Empty((await _ann.Client.GetFromJsonAsync<JsonElement>("/api/v1/keys")).GetProperty("items").EnumerateArray());
        await (await _ann.Client.DeleteAsync($"/api/v1/keys/{made.GetProperty("id").GetString()}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Key_RevokedOnAnotherNode_EndsOnAnOpenStreamToo()
    {
        var made = await Make(_ann, ["read"]);
        using var client = With(made.GetProperty("key").GetString()!);
        using var stream = await EventReader.Open(client, "feed");
        await stream.Next();

        // Straight at the grain: this node is told nothing.
        await _host.Services.GetRequiredService<AccountDirectory>().Keys(_ann.Id, ring => ring.Revoke(made.GetProperty("id").GetString()!));

        Assert.True(await stream.Ends());
    }

    [Fact]
    public async Task Key_Expired_DoesNotHold()
    {
        var key = await MakeKey(_ann, ["read"], DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeMilliseconds());
        using var client = With(key);

        await Eventually.True(async () => (await client.GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("qp_")]
    [InlineData("qp_abc")]
    [InlineData("qp_abc_def")]
    [InlineData("qp_abc_def_ghi")]
    [InlineData("qp__")]
    [InlineData("qp_a/b_c")]
    public async Task Key_MadeUp_IsUnauthorized(string key)
    {
        using var client = With(key);

        await (await client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Key_WithTheSecretOfAnother_IsUnauthorized()
    {
        var (one, other) = (await MakeKey(_ann, ["read"]), await MakeKey(_ann, ["read"]));
        using var right = With(one);
        using var wrong = With($"qp_{one.Split('_')[1]}_{other.Split('_')[2]}");

        // Also while the right one is remembered.
        Assert.Equal(HttpStatusCode.OK, (await right.GetAsync("/api/v1/me")).StatusCode);
        await (await wrong.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Key_InTheAddress_IsNotLookedAt()
    {
        var key = await MakeKey(_ann, ["read"]);
        using var client = _host.Anonymous();

        foreach (var name in new[] { "access_token", "key", "api_key", "token" })
        {
            await (await client.GetAsync($"/api/v1/me?{name}={key}")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Key_OfADisabledUser_EndsWithEverythingElse()
    {
        using var client = With(await MakeKey(_ann, ["read"]));
        using var byKey = await EventReader.Open(client, "feed");
        using var byToken = await EventReader.Open(_ann.Client, "feed");

        Assert.True((await _host.Services.GetRequiredService<AccountAdministration>().SetDisabled(_ann.Id, true)).Accepted);

        await (await client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await _ann.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        using var anonymous = _host.Anonymous();
        await (await anonymous.PostAsJsonAsync("/api/v1/account/refresh", new { refreshToken = _ann.RefreshToken })).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        Assert.True(await byKey.Ends());
        Assert.True(await byToken.Ends());

        await _host.Services.GetRequiredService<AccountAdministration>().SetDisabled(_ann.Id, false);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "name")]
    [InlineData("""{"name":" ","scopes":["read"]}""", "name")]
    [InlineData("""{"name":"k"}""", "scopes")]
    [InlineData("""{"name":"k","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":["root"]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":["read","read"]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":["admin"]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":["read"],"expiresAt":5}""", "expiresAt")]
    public async Task Key_ThatBreaksARule_IsRefusedByField(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await (await _ann.Client.PostAsync("/api/v1/keys", content)).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task Key_BeyondTheQuota_IsRefused()
    {
        for (var i = 0; i < 20; i++)
        {
            await MakeKey(_ann, ["read"]);
        }

        var problem = await (await _ann.Client.PostAsJsonAsync("/api/v1/keys", new { name = "one more", scopes = new[] { "read" } })).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        Assert.Equal(["keys"], problem.Fields());
    }

    [Fact]
    public async Task Key_OfSomebodyElse_CannotBeSeenOrRevoked()
    {
        var bob = await _host.SignUp($"bob{Guid.NewGuid():N}@example.org");
        var made = await Make(_ann, ["read"]);

        await (await bob.Client.DeleteAsync($"/api/v1/keys/{made.GetProperty("id").GetString()}")).IsProblem(HttpStatusCode.NotFound, "not_found");

        Assert.Empty((await bob.Client.GetFromJsonAsync<JsonElement>("/api/v1/keys")).GetProperty("items").EnumerateArray());
        using var client = With(made.GetProperty("key").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
    }

    private async Task<JsonElement> Make(ApiUser user, string[] scopes, long? expiresAt = null)
    {
        var answer = await user.Client.PostAsJsonAsync("/api/v1/keys", new { name = "robot", scopes, expiresAt });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> MakeKey(ApiUser user, string[] scopes, long? expiresAt = null) => (await Make(user, scopes, expiresAt)).GetProperty("key").GetString()!;

    private HttpClient With(string key)
    {
        var client = _host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
