using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>Registration by invitation.</summary>
public sealed class InviteTests : IAsyncLifetime
{
    private const string Invites = "/api/v1/admin/invites";

    private ApiHost _host = null!;
    private ApiUser _admin = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(("Accounts:Registration", "invite"));
        _admin = await _host.SignIn("root@example.org");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Invitation_LetsOneRegister_Once()
    {
        var invite = await Make(new { });
        Assert.StartsWith(new Uri(_host.Address, "/account/register?invite=").ToString(), invite.GetProperty("link").GetString(), StringComparison.Ordinal);
        var code = invite.GetProperty("code").GetString()!;

        Assert.Equal(HttpStatusCode.OK, (await Register("ann@example.org", code)).StatusCode);
        await (await Register("bob@example.org", code)).IsProblem(HttpStatusCode.Forbidden, "invitation_refused");

        var list = (await _admin.Client.GetFromJsonAsync<JsonElement>(Invites)).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((await _host.SignIn("ann@example.org")).Id, list.GetProperty("usedBy").GetString());
        Assert.DoesNotContain(code, list.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_UsedByManyAtOnce_LetsOneIn()
    {
        var code = (await Make(new { })).GetProperty("code").GetString()!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Register($"user{i}@example.org", code)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Invitation_ForOneAddress_IsRefusedToOthers()
    {
        var code = (await Make(new { email = "Ann@example.org" })).GetProperty("code").GetString()!;

        await (await Register("bob@example.org", code)).IsProblem(HttpStatusCode.Forbidden, "invitation_refused");
        Assert.Equal(HttpStatusCode.OK, (await Register("ann@example.org", code)).StatusCode);
    }

    [Fact]
    public async Task Invitation_OfARegistrationThatIsRefused_StaysOpen()
    {
        var code = (await Make(new { })).GetProperty("code").GetString()!;

        await (await Register("root@example.org", code)).IsProblem(HttpStatusCode.Conflict, "email_taken");
        await (await Register("ann@example.org", code, "short")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(HttpStatusCode.OK, (await Register("ann@example.org", code)).StatusCode);
    }

    [Fact]
    public async Task Invitation_WithdrawnOrMadeUp_IsRefused()
    {
        var invite = await Make(new { });

        Assert.Equal(HttpStatusCode.NoContent, (await _admin.Client.DeleteAsync($"{Invites}/{invite.GetProperty("id").GetString()}")).StatusCode);

        await (await Register("ann@example.org", invite.GetProperty("code").GetString()!)).IsProblem(HttpStatusCode.Forbidden, "invitation_refused");
        await (await Register("ann@example.org", "madeup")).IsProblem(HttpStatusCode.Forbidden, "invitation_refused");
        await (await Register("ann@example.org", null)).IsProblem(HttpStatusCode.Forbidden, "invitation_required");
    }

    [Fact]
    public async Task Invitation_ThatWasUsed_CannotBeWithdrawn()
    {
        var invite = await Make(new { });
        var id = invite.GetProperty("id").GetString();
        await Register("ann@example.org", invite.GetProperty("code").GetString()!);

        await (await _admin.Client.DeleteAsync($"{Invites}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");

        var list = (await _admin.Client.GetFromJsonAsync<JsonElement>(Invites)).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(id, list.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.String, list.GetProperty("usedBy").ValueKind);
        Assert.DoesNotContain(await Trail(), entry => entry.Action == "invite.withdraw");
    }

    [Fact]
    public async Task Acts_AboutInvitations_AreInTheAuditTrail()
    {
        var id = (await Make(new { email = "ann@example.org" })).GetProperty("id").GetString()!;
        await _admin.Client.DeleteAsync($"{Invites}/{id}");

        var trail = await Trail();
        Assert.Equal($"{id} ann@example.org", Assert.Single(trail, entry => entry.Action == "invite.create").After);
        Assert.Equal(id, Assert.Single(trail, entry => entry.Action == "invite.withdraw").After);
    }

    [Theory]
    [InlineData("""{"email":"nobody"}""", "email")]
    [InlineData("""{"expiresAt":5}""", "expiresAt")]
    [InlineData("""{"expiresAt":99999999999999}""", "expiresAt")]
    public async Task Invitation_ThatBreaksARule_IsRefusedByField(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal([field], (await (await _admin.Client.PostAsync(Invites, content)).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
    }

    [Fact]
    public async Task PasswordLink_OfAnAdministrator_WorksOnce()
    {
        await Register("ann@example.org", (await Make(new { })).GetProperty("code").GetString()!);
        var ann = await _host.SignIn("ann@example.org");
        var answer = await _admin.Client.PostAsync($"/api/v1/admin/users/{ann.Id}/reset-password", null);
        var link = new Uri((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("/api/v1/me")).StatusCode);

        var body = new { email = "ann@example.org", resetCode = Links.CodeOf(link), newPassword = "another horse entirely" };
        using var anonymous = _host.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await anonymous.PostAsJsonAsync("/api/v1/account/resetPassword", body)).StatusCode);

        Assert.Equal(["resetCode"], (await (await anonymous.PostAsJsonAsync("/api/v1/account/resetPassword", body)).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        await (await ann.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(HttpStatusCode.OK, (await anonymous.PostAsJsonAsync("/api/v1/account/login", new { email = "ann@example.org", password = "another horse entirely" })).StatusCode);
    }

    [Fact]
    public async Task AdministratorsCalls_OfAnybodyElse_AreForbidden()
    {
        await Register("ann@example.org", (await Make(new { })).GetProperty("code").GetString()!);
        var ann = await _host.SignIn("ann@example.org");

        await (await ann.Client.GetAsync(Invites)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await ann.Client.PostAsJsonAsync(Invites, new { })).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await ann.Client.PostAsync($"/api/v1/admin/users/{_admin.Id}/reset-password", null)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await ann.Client.PostAsync($"/api/v1/admin/users/{_admin.Id}/reset-two-factor", null)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<List<(string Action, string? After)>> Trail() =>
        [.. (await _admin.Client.GetFromJsonAsync<JsonElement>("/api/v1/admin/audit")).GetProperty("items").EnumerateArray()
            .Select(entry => (entry.GetProperty("action").GetString()!, entry.GetProperty("after").GetString()))];

    private async Task<JsonElement> Make(object body)
    {
        var answer = await _admin.Client.PostAsJsonAsync(Invites, body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> Register(string email, string? invite, string password = ApiHost.Password)
    {
        using var client = _host.Anonymous();
        return await client.PostAsJsonAsync("/api/v1/account/register", new { email, password, invite });
    }
}
