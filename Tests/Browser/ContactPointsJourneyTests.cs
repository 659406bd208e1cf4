using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using QuantPlatform.Tests.Silo.Mail;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>Somebody who wants alerts on a webhook.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ContactPointsJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Webhook_IsMadeTestedAndSeenInTheLog()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var receiver = new Receiver(Receiver.Ok);
        await using var node = await NodeProcess.StartReady(folder.Path, "--Alerts:AllowedPrivateTargets=127.0.0.1/32");
        await using var visitor = await site.Visit(at: node);
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("alerts/contact-points");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a contact point" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("ops");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://10.0.0.1/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByText("This address cannot be used")).ToBeVisibleAsync();

        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(receiver.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Signing secret" })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^whsec_", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test: ops" }).ClickAsync();
        await Expect(page.GetByText("ops answered 200 in")).ToBeVisibleAsync();
        await Expect(page.GetByText("delivered", new() { Exact = true })).ToBeVisibleAsync();
        Assert.StartsWith("test-", Assert.Single(receiver.Messages).Id, StringComparison.Ordinal);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task MailAddress_GetsAlertsOnlyAfterItsReaderHasAgreed()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var server = new SmtpServer();
        await using var node = await NodeProcess.StartReady(
            folder.Path, [.. ApiSession.AdminArguments, .. MailArguments(server)]);
        await using var visitor = await site.Visit(at: node);
        var page = visitor.Page;
        await WorkspaceJourneyTests.SignIn(page);
        await page.GotoAsync("alerts/contact-points");
        await AddMail(page, "desk", "reader@example.org");
        await Expect(page.GetByText("A mail was sent to reader@example.org")).ToBeVisibleAsync();
        var points = page.GetByTestId("contact-points");
        await Expect(points.GetByText("waiting for confirmation")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send a test: desk" })).ToBeDisabledAsync();
        Assert.Empty(await PageRules.Violations(page));

        await using var reader = await site.Visit(at: node);
        await reader.Page.GotoAsync(await Link(server, 1));
        Assert.Empty(await PageRules.Violations(reader.Page));
        await Expect(points.GetByText("waiting for confirmation")).ToBeVisibleAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, send alerts here" }).ClickAsync();
        await Expect(reader.Page.GetByText("Alerts are mailed to this address from now on")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test: desk" }).ClickAsync();
        await Expect(page.GetByText("The test was sent to desk.")).ToBeVisibleAsync();
        Assert.Equal(2, server.Messages.Count);

        await AddMail(page, "other", "stranger@example.org");
        await reader.Page.GotoAsync(await Link(server, 3));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "No, and do not ask again" }).ClickAsync();
        await Expect(reader.Page.GetByText("that user cannot ask again")).ToBeVisibleAsync();
        await reader.Page.GotoAsync(await Link(server, 3));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, send alerts here" }).ClickAsync();
        await Expect(reader.Page.GetByText("This link was used")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(points.GetByText("refused by its receiver")).ToBeVisibleAsync();
    }

    internal static string[] MailArguments(SmtpServer server) =>
        ["--Smtp:Host=127.0.0.1", $"--Smtp:Port={server.Port}", "--Smtp:From=alerts@example.org", "--Smtp:Tls=None"];

    internal static async Task AddMail(IPage page, string name, string email)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a contact point" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "E-mail" }).CheckAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
    }

    /// <summary>The link in the newest mail, once there are so many.</summary>
    internal static async Task<string> Link(SmtpServer server, int mails)
    {
        await Until.True(() => Task.FromResult(server.Messages.Count == mails), TimeSpan.FromSeconds(30), () => Task.FromResult($"{server.Messages.Count} mails"));
        // Quoted-printable breaks long lines and writes the equals sign as =3D.
        var text = server.Messages.Last().Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Match(text, @"https?://\S+/alerts/confirm\S+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }
}
