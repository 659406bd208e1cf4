using System.Net;
using System.Net.Http.Json;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>What mails bring: confirmed addresses and new passwords.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private const string Email = "ann@example.org";

    private readonly FakeMail _mail = new(configured: true);
    private ApiHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(_mail);
        _client = _host.Anonymous();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Register_WithAMailServer_NeedsTheLinkBeforeSigningIn()
    {
        await Register();
        await (await Login()).IsProblem(HttpStatusCode.Unauthorized, "email_not_confirmed");
        await (await Login("wrong wrong wrong")).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        var link = await _mail.LinkTo(Email, "Confirm your e-mail address");

        Assert.Equal(HttpStatusCode.Unauthorized, (await Confirm(link, Links.CodeOf(link) + "x")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Confirm(link, Links.CodeOf(link))).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await Login()).StatusCode);
    }

    [Fact]
    public async Task Register_OfATakenAddress_AnswersTheSameAndTellsItsOwner()
    {
        await Register();

        await Register("somebody else entirely");

        await _mail.LinkTo(Email, "You have an account already");
        await (await Login("somebody else entirely")).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
    }

    [Fact]
    public async Task Resend_MailsAgain_OnlyToWhoWaits()
    {
        await Register();
        var first = await _mail.LinkTo(Email, "Confirm your e-mail address");
        await Confirm(first, Links.CodeOf(first));
        var before = _mail.Sent.Count;

        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsJsonAsync("/api/v1/account/resendConfirmationEmail", new { email = Email })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsJsonAsync("/api/v1/account/resendConfirmationEmail", new { email = "nobody@example.org" })).StatusCode);
        await Forgot(Email);

        // What was asked for later came: so nothing came for what was asked before.
        await _mail.LinkTo(Email, "Set a new password");
        Assert.Equal(before + 1, _mail.Sent.Count);
    }

    [Fact]
    public async Task Forgot_MailsALinkThatWorksOnce_AndEndsWhatIsSignedIn()
    {
        await Register();
        var confirm = await _mail.LinkTo(Email, "Confirm your e-mail address");
        await Confirm(confirm, Links.CodeOf(confirm));
        var user = await _host.SignIn(Email);

        await Forgot(Email);
        var link = await _mail.LinkTo(Email, "Set a new password");
        Assert.Equal(_host.Address.Authority, link.Authority);

        Assert.Equal(HttpStatusCode.OK, (await Reset(link, "another horse entirely")).StatusCode);
        await (await Reset(link, "a third horse entirely")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        await (await user.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await Login()).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        Assert.Equal(HttpStatusCode.OK, (await Login("another horse entirely")).StatusCode);
    }

    [Fact]
    public async Task Reset_ByManyAtOnce_WorksOnce()
    {
        await Register();
        await Forgot(Email);
        var link = await _mail.LinkTo(Email, "Set a new password");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Reset(link, $"horse number {i} entirely")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reset_WithTheCodeForAnotherPurposeOrAccount_IsRefused()
    {
        await Register();
        var confirm = await _mail.LinkTo(Email, "Confirm your e-mail address");
        await (await Reset(confirm, "another horse entirely", Email)).IsProblem(HttpStatusCode.BadRequest, "invalid");

        await Forgot(Email);
        var link = await _mail.LinkTo(Email, "Set a new password");
        await (await Reset(link, "another horse entirely", "root@example.org")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Forgot_OfAnUnknownAddress_AnswersTheSame()
    {
        await Register();

        var known = await Forgot(Email);
        var unknown = await Forgot("nobody@example.org");

        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        await _mail.LinkTo(Email, "Set a new password");
        Assert.DoesNotContain(_mail.Sent, message => message.To == "nobody@example.org");
    }

    [Fact]
    public async Task Forgot_WithAForeignHostHeader_MailsOurOwnAddress()
    {
        await Register();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/account/forgotPassword") { Content = JsonContent.Create(new { email = Email }) };
        request.Headers.Host = "evil.example";

        await _client.SendAsync(request);

        Assert.Equal(_host.Address.Authority, (await _mail.LinkTo(Email, "Set a new password")).Authority);
    }

    [Fact]
    public async Task Forgot_WithoutAMailServer_SaysSo()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Anonymous();

        await (await client.PostAsJsonAsync("/api/v1/account/forgotPassword", new { email = Email })).IsProblem(HttpStatusCode.Conflict, "mail_not_configured");
    }

    [Fact]
    public async Task ChangedAddress_CountsWhenItsMailIsAnswered()
    {
        var root = await _host.SignIn("root@example.org");

        await root.Client.PostAsJsonAsync("/api/v1/account/manage/info", new { newEmail = "chief@example.org", oldPassword = ApiHost.Password });
        Assert.Equal(root.Id, (await _host.SignIn("root@example.org")).Id);
        var link = await _mail.LinkTo("chief@example.org", "Confirm your e-mail address");
        Assert.Equal(HttpStatusCode.OK, (await Confirm(link, Links.CodeOf(link))).StatusCode);

        Assert.Equal(root.Id, (await _host.SignIn("chief@example.org")).Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Confirm(link, Links.CodeOf(link))).StatusCode);
    }

    private async Task Register(string password = ApiHost.Password) =>
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsJsonAsync("/api/v1/account/register", new { email = Email, password })).StatusCode);

    private Task<HttpResponseMessage> Login(string password = ApiHost.Password) => _client.PostAsJsonAsync("/api/v1/account/login", new { email = Email, password });

    private async Task<HttpResponseMessage> Forgot(string email)
    {
        var answer = await _client.PostAsJsonAsync("/api/v1/account/forgotPassword", new { email });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private Task<HttpResponseMessage> Confirm(Uri link, string code) => _client.GetAsync($"/api/v1/account/confirmEmail?userId={Links.Of(link, "userId")}&code={code}");

    private Task<HttpResponseMessage> Reset(Uri link, string newPassword, string? email = null) =>
        _client.PostAsJsonAsync("/api/v1/account/resetPassword", new { email = email ?? Links.Of(link, "email"), resetCode = Links.CodeOf(link), newPassword });
}
