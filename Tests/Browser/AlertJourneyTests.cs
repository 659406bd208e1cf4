using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>From a rule to an acknowledged alert, in a real browser on a real node.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AlertJourneyTests(BrowserSite site)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    [SkippableFact]
    public async Task NewUser_FromSignUpToAnExportedAlert()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await visitor.ReadyZ();
        await page.GotoAsync("rules");
        await NewPriceRule(page);

        await Expect(page.GetByTestId("rules").GetByText("firing", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Expect(page.GetByTestId("alert-bell")).ToHaveAttributeAsync("title", "1 unacknowledged alerts");
        await Expect(page.Locator(".toast-card").GetByText("demo:")).ToBeVisibleAsync(Patient);

        await page.GetByTestId("alert-bell").ClickAsync();
        var row = page.GetByTestId("alerts").Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Name = "price of Y above 1" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("priceY")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await row.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();

        await Expect(page.GetByTestId("alert-bell")).ToHaveAttributeAsync("title", "0 unacknowledged alerts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        var lines = await File.ReadAllLinesAsync((await file.PathAsync())!);
        Assert.Equal(2, lines.Length);
        Assert.Contains("price of Y above 1", lines[1], StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Rules_FromPresets_ArePausedClonedDeletedAndRestored()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.GotoAsync("rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "z extreme" }).ClickAsync();
        var rows = page.GetByTestId("rules").Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause:" }).ClickAsync();
        await Expect(rows.GetByText("paused by you")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clone:" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete:" }).First.ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await page.Locator(".toast-card").Filter(new() { HasText = "deleted" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Rule_BrokenAndDryRun_SaysWhatIsWrongAndWhatWouldHaveHappened()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.GotoAsync("rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("Resolves at").FillAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create rule" }).ClickAsync();
        await Expect(page.GetByLabel("Resolves at")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.GetByLabel("Resolves at").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("dry-run-result")).ToContainTextAsync("ould", new() { Timeout = 60_000 });
        visitor.SawNoErrors();
    }

    private static async Task NewPriceRule(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("What").SelectOptionAsync("price");
        await page.GetByLabel("Leg").SelectOptionAsync("Y");
        await page.GetByLabel("Value", new() { Exact = true }).FillAsync("1");
        await page.GetByLabel("Value", new() { Exact = true }).PressAsync("Tab");
        await Expect(page.GetByTestId("rule-preview")).ToContainTextAsync("price of Y above 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create rule" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
