using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>What people do to their accounts stands in the audit trail: who, what, when and from where, and no secret.</summary>
public sealed class AccountAuditTests : IAsyncLifetime
{
    private const string Info = "/api/v1/account/manage/info";
    private const string Factor = "/api/v1/account/manage/2fa";
    private const string NewPassword = "another horse entirely";

    private readonly FakeMail _mail = new(configured: false);
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";
    private ApiHost _host = null!;
    private ApiUser _admin = null!;
    private ApiUser _user = null!;
    private long _began;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(_mail);
        _admin = await _host.SignIn("root@example.org");
        _user = await _host.SignUp(_email);
        _began = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task ChangedPassword_IsWritten_AndARefusedChangeIsNot()
    {
        await _user.Client.PostAsJsonAsync(Info, new { oldPassword = "wrong wrong wrong", newPassword = NewPassword });
        Assert.Empty(await Entries("account"));

        Assert.Equal(HttpStatusCode.OK, (await _user.Client.PostAsJsonAsync(Info, new { oldPassword = ApiHost.Password, newPassword = NewPassword })).StatusCode);

        var entry = Assert.Single(await Entries("account"));
        IsOwn(entry, "account.password", null, "by the present one");
        Assert.DoesNotContain(NewPassword, entry.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(ApiHost.Password, entry.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewPassword_ByALink_IsWrittenWithNobodySignedIn()
    {
        var made = await (await _admin.Client.PostAsync($"/api/v1/admin/users/{_user.Id}/reset-password", null)).Content.ReadFromJsonAsync<JsonElement>();
        var link = new Uri(made.GetProperty("link").GetString()!);
        using var anonymous = _host.Anonymous();

        await anonymous.PostAsJsonAsync("/api/v1/account/resetPassword", new { email = _email, resetCode = Links.CodeOf(link), newPassword = NewPassword });

        var entry = Assert.Single(await Entries("account.password"));
        Assert.Equal((null, _user.Id, "127.0.0.1", "by a link"), (Text(entry, "actor"), Text(entry, "subject"), Text(entry, "address"), Text(entry, "after")));
        Assert.Equal("root@example.org", Text(Assert.Single(await Entries("user.resetPassword")), "actorEmail"));
        Assert.DoesNotContain(Links.CodeOf(link), string.Join(' ', (await Entries(null)).Select(one => one.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedAddress_IsWrittenWithBoth()
    {
        var next = $"{Guid.NewGuid():N}@example.org";

        await _user.Client.PostAsJsonAsync(Info, new { newEmail = next, oldPassword = ApiHost.Password });

        var entry = Assert.Single(await Entries("account.email"));
        Assert.Equal((_user.Id, _email, next), (Text(entry, "actor"), Text(entry, "before"), Text(entry, "after")));
    }

    [Fact]
    public async Task SecondFactor_OnNewCodesAndOff_AreWritten()
    {
        var key = (await Ask(new { })).GetProperty("sharedKey").GetString()!;
        var codes = (await Ask(new { enable = true, twoFactorCode = TotpCode.Of(key, DateTimeOffset.UtcNow) })).GetProperty("recoveryCodes");
        await Ask(new { resetRecoveryCodes = true, password = ApiHost.Password });
        await Ask(new { enable = false, password = ApiHost.Password });

        var entries = await Entries("account.twoFactor");
        Assert.Equal(3, entries.Count);
        IsOwn(entries[2], "account.twoFactor", "off", "on, 10 new recovery codes");
        IsOwn(entries[1], "account.twoFactor", "on, 10 recovery codes", "on, 10 new recovery codes");
        IsOwn(entries[0], "account.twoFactor", "on", "off");
        var text = string.Join(' ', entries.Select(entry => entry.GetRawText()));
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.All(codes.EnumerateArray(), code => Assert.DoesNotContain(code.GetString()!, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecondFactor_TakenAwayByAnAdministrator_LeavesNeitherKeyNorCodes()
    {
        var key = (await Ask(new { })).GetProperty("sharedKey").GetString()!;
        await Ask(new { enable = true, twoFactorCode = TotpCode.Of(key, DateTimeOffset.UtcNow) });

        Assert.Equal(HttpStatusCode.NoContent, (await _admin.Client.PostAsync($"/api/v1/admin/users/{_user.Id}/reset-two-factor", null)).StatusCode);

        var account = (await ApiHost.AsSystem(() => _host.AccountOf(_user).Get()))!;
        Assert.False(account.TwoFactorEnabled);
        Assert.Empty(account.Tokens);
        await (await _user.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        var again = await _host.SignIn(_email);
        Assert.NotEqual(key, (await (await again.Client.PostAsJsonAsync(Factor, new { })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sharedKey").GetString());
        var entry = Assert.Single(await Entries("user.resetTwoFactor"));
        Assert.Equal((_admin.Id, _user.Id, "on", "off"), (Text(entry, "actor"), Text(entry, "subject"), Text(entry, "before"), Text(entry, "after")));
    }

    [Fact]
    public async Task DeletedAccount_IsWritten_AndTheLastAdministratorsIsNot()
    {
        await (await Delete(_admin)).IsProblem(HttpStatusCode.Conflict, "last_administrator");

        Assert.Equal(HttpStatusCode.NoContent, (await Delete(_user)).StatusCode);

        IsOwn(Assert.Single(await Entries("account.delete")), "account.delete", null, null);
    }

    private static string? Text(JsonElement entry, string member) => entry.GetProperty(member).GetString();

    private void IsOwn(JsonElement entry, string action, string? before, string? after)
    {
        Assert.Equal((action, _user.Id, _email, "127.0.0.1", before, after),
            (Text(entry, "action"), Text(entry, "actor"), Text(entry, "actorEmail"), Text(entry, "address"), Text(entry, "before"), Text(entry, "after")));
        Assert.InRange(entry.GetProperty("time").GetInt64(), _began, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    private async Task<IReadOnlyList<JsonElement>> Entries(string? action) =>
        [.. (await _admin.Client.GetFromJsonAsync<JsonElement>($"/api/v1/admin/audit?user={_user.Id}{(action is null ? "" : "&action=" + action)}")).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> Ask(object body)
    {
        var answer = await _user.Client.PostAsJsonAsync(Factor, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> Delete(ApiUser user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/me") { Content = JsonContent.Create(new { password = ApiHost.Password }) };
        return await user.Client.SendAsync(request);
    }
}
