using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>Where somebody is signed in, and ending it.</summary>
public sealed class SessionTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private const string Sessions = "/api/v1/account/sessions";

    private readonly ApiHost _host = fixture.Host;
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";
    private ApiUser _here = null!;

    public async Task InitializeAsync() => _here = await _host.SignUp(_email);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_NamesEverySignIn_AndTheOneThatAsks()
    {
        using var browser = _host.Anonymous();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 Firefox/130.0");
        await browser.PostAsJsonAsync("/api/v1/account/login?useCookies=true", new { email = _email, password = ApiHost.Password });

        var sessions = await List(_here);

        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions, session => session.GetProperty("current").GetBoolean());
        var other = sessions.Single(session => !session.GetProperty("current").GetBoolean());
        Assert.Equal("Mozilla/5.0 Firefox/130.0", other.GetProperty("userAgent").GetString());
        Assert.Equal("127.0.0.1", other.GetProperty("address").GetString());
        Assert.True(other.GetProperty("createdAt").GetInt64() > 0 && other.GetProperty("lastSeenAt").GetInt64() >= other.GetProperty("createdAt").GetInt64());
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public async Task Session_BeyondItsDays_HoldsNoMore(int days, bool holds)
    {
        var record = (await ApiHost.AsSystem(() => _host.AccountOf(_here).Look()))!.Account;
        var (id, now) = (Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow);
        var began = new AccountSession { Id = id, CreatedAt = now.AddDays(-days).ToUnixTimeMilliseconds(), LastSeenAt = now.ToUnixTimeMilliseconds() };
        Assert.True(await ApiHost.AsSystem(() => _host.AccountOf(_here).OpenSession(began, record.SecurityStamp)));
        var check = _host.Services.GetRequiredService<SessionCheck>();
        check.Refresh(_here.Id);

        Assert.Equal(holds, await check.IsCurrent(SessionTickets.Create(record, IdentityConstants.ApplicationScheme, id, 0)));
        Assert.Equal(holds, (await List(_here)).Any(session => session.GetProperty("id").GetString() == id));
    }

    [Fact]
    public async Task Delete_OfOne_EndsItsTokensAndStreamAndNoOthers()
    {
        var elsewhere = await _host.SignIn(_email);
        using var stream = await EventReader.Open(elsewhere.Client, "feed");
        var id = (await List(elsewhere)).Single(session => session.GetProperty("current").GetBoolean()).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.NoContent, (await _here.Client.DeleteAsync($"{Sessions}/{id}")).StatusCode);

        await (await elsewhere.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Refresh(elsewhere.RefreshToken)).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        Assert.True(await stream.Ends());
        Assert.Single(await List(_here));
        await (await _here.Client.DeleteAsync($"{Sessions}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Delete_OfAll_EndsEverything_ThisOneToo()
    {
        var elsewhere = await _host.SignIn(_email);
        using var one = await EventReader.Open(_here.Client, "feed");
        using var two = await EventReader.Open(elsewhere.Client, "feed");

        Assert.Equal(HttpStatusCode.NoContent, (await _here.Client.DeleteAsync(Sessions)).StatusCode);

        foreach (var user in new[] { _here, elsewhere })
        {
            await (await user.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
            await (await Refresh(user.RefreshToken)).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        }

        Assert.True(await one.Ends());
        Assert.True(await two.Ends());
        Assert.Single(await List(await _host.SignIn(_email)));
    }

    [Fact]
    public async Task Delete_OfAllOthers_KeepsThisOne()
    {
        var elsewhere = await _host.SignIn(_email);

        Assert.Equal(HttpStatusCode.NoContent, (await _here.Client.DeleteAsync(Sessions + "?keepCurrent=true")).StatusCode);

        Assert.Single(await List(_here));
        await (await elsewhere.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Delete_OfSomebodyElses_IsNotFound()
    {
        var bob = await _host.SignUp($"{Guid.NewGuid():N}@example.org");
        var id = (await List(_here))[0].GetProperty("id").GetString();

        await (await bob.Client.DeleteAsync($"{Sessions}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");

        Assert.Single(await List(_here));
    }

    [Fact]
    public async Task Refresh_CountsUp_AndAnOldTokenEndsTheSession()
    {
        var second = await RefreshToken(_here.RefreshToken);
        // Its answer may have been lost: the one before still works, for a minute.
        await RefreshToken(_here.RefreshToken);
        var third = await RefreshToken(second);

        await (await Refresh(_here.RefreshToken)).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");

        await (await Refresh(third)).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        await (await _here.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task ChangedPassword_EndsEveryOtherSession()
    {
        var elsewhere = await _host.SignIn(_email);
        using var stream = await EventReader.Open(elsewhere.Client, "feed");

        var answer = await _here.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { oldPassword = ApiHost.Password, newPassword = "another horse entirely" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _here.Client.GetAsync("/api/v1/me")).StatusCode);
        await (await elsewhere.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Refresh(elsewhere.RefreshToken)).IsProblem(HttpStatusCode.Unauthorized, "refresh_refused");
        Assert.True(await stream.Ends());
    }

    [Theory]
    [InlineData("wrong wrong wrong", "another horse entirely", "wrong_password", "oldPassword")]
    [InlineData(null, "another horse entirely", "wrong_password", "oldPassword")]
    [InlineData(ApiHost.Password, "password1234", "invalid", "newPassword")]
    [InlineData(ApiHost.Password, "short", "invalid", "newPassword")]
    public async Task ChangedPassword_ThatBreaksARule_IsRefused(string? oldPassword, string newPassword, string code, string field)
    {
        var problem = await (await _here.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { oldPassword, newPassword })).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task ChangedAddress_WithoutAMailServer_CountsAtOnceAndEndsWhatIsSignedIn()
    {
        var next = $"{Guid.NewGuid():N}@example.org";

        Assert.Equal(HttpStatusCode.OK, (await _here.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { newEmail = next, oldPassword = ApiHost.Password })).StatusCode);

        await (await _here.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(_here.Id, (await _host.SignIn(next)).Id);
        await (await _host.Anonymous().PostAsJsonAsync("/api/v1/account/login", new { email = _email, password = ApiHost.Password })).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
    }

    [Fact]
    public async Task ChangedAddress_ThatIsTaken_IsAConflict()
    {
        var taken = $"{Guid.NewGuid():N}@example.org";
        await _host.SignUp(taken);

        await (await _here.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { newEmail = taken, oldPassword = ApiHost.Password })).IsProblem(HttpStatusCode.Conflict, "email_taken");
    }

    [Fact]
    public async Task Profile_Renamed_IsShown()
    {
        var me = await (await _here.Client.PutAsJsonAsync("/api/v1/me", new { displayName = " Ann " })).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("Ann", me.GetProperty("displayName").GetString());
        await (await _here.Client.PutAsJsonAsync("/api/v1/me", new { displayName = new string('x', 61) })).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    private static async Task<List<JsonElement>> List(ApiUser user) =>
        [.. (await user.Client.GetFromJsonAsync<JsonElement>(Sessions)).GetProperty("items").EnumerateArray()];

    private async Task<HttpResponseMessage> Refresh(string refreshToken)
    {
        using var client = _host.Anonymous();
        return await client.PostAsJsonAsync("/api/v1/account/refresh", new { refreshToken });
    }

    private async Task<string> RefreshToken(string refreshToken)
    {
        var answer = await Refresh(refreshToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refreshToken").GetString()!;
    }
}
