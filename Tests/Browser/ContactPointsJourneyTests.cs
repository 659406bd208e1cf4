using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
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
}
