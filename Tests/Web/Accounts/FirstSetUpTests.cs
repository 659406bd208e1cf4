using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>The first start in the browser.</summary>
public sealed class FirstSetUpTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private string _code = "";
    private string _printed = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(("Admin:Email", null), ("Admin:Password", null));
        var admin = _host.Services.GetRequiredService<FirstAdmin>();
        _printed = (await admin.EnsureAsync())[0].Split(' ')[^1];
        _code = Links.CodeOf(new Uri(admin.SetUpLink!));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Printed_PasswordAndLink_BothWorkUntilOneIsUsed()
    {
        Assert.Equal(HttpStatusCode.OK, await Login(FirstAdmin.DefaultEmail, _printed));
        Assert.True(await SetUp(setUp => setUp.Holds(_code)));
    }

    [Fact]
    public async Task Apply_GivesTheAdministratorAnotherNameAndPassword_AndSaysWhoMayRegister()
    {
        Assert.Null(await SetUp(setUp => setUp.Apply(_code, "me@example.org", ApiHost.Password, RegistrationMode.Closed)));

        Assert.Equal(HttpStatusCode.Unauthorized, await Login(FirstAdmin.DefaultEmail, _printed));
        var me = await _host.SignIn("me@example.org");
        Assert.Contains("\"admin\"", await me.Client.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        using var client = _host.Anonymous();
        await (await client.PostAsJsonAsync("/api/v1/account/register", new { email = "a@example.org", password = ApiHost.Password })).IsProblem(HttpStatusCode.Forbidden, "registration_closed");
    }

    [Fact]
    public async Task Apply_ASecondTime_IsRefused()
    {
        await SetUp(setUp => setUp.Apply(_code, "me@example.org", ApiHost.Password, RegistrationMode.Open));

        Assert.Equal("set_up_over", (await SetUp(setUp => setUp.Apply(_code, "eve@example.org", ApiHost.Password, RegistrationMode.Open)))?.Code);
        Assert.False(await SetUp(setUp => setUp.Holds(_code)));
    }

    [Fact]
    public async Task Apply_WithAMadeUpCode_IsRefused()
    {
        foreach (var code in new[] { "", "abc", _code + "x", null })
        {
            Assert.Equal("set_up_over", (await SetUp(setUp => setUp.Apply(code, "eve@example.org", ApiHost.Password, RegistrationMode.Open)))?.Code);
        }
    }

    [Fact]
    public async Task Apply_ThatBreaksARule_ChangesNothing()
    {
        var problem = await SetUp(setUp => setUp.Apply(_code, "nobody", "short", RegistrationMode.Open));

        Assert.Equal(["email", "password"], problem!.Errors.Select(error => error.Field));
        Assert.True(await SetUp(setUp => setUp.Holds(_code)));
    }

    [Fact]
    public async Task Link_AfterThePasswordWasChanged_DoesNotHold()
    {
        var admin = await _host.SignIn(FirstAdmin.DefaultEmail, _printed);
        await admin.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { oldPassword = _printed, newPassword = ApiHost.Password });

        Assert.False(await SetUp(setUp => setUp.Holds(_code)));
    }

    private async Task<HttpStatusCode> Login(string email, string password)
    {
        using var client = _host.Anonymous();
        return (await client.PostAsJsonAsync("/api/v1/account/login", new { email, password })).StatusCode;
    }

    private async Task<T> SetUp<T>(Func<FirstSetUp, Task<T>> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<FirstSetUp>());
    }
}
