using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>axe-core on every page in both themes, and the pages on a phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserSite site)
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_InBothThemes_BreakNoRuleOfWcag(bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit(dark);
        var page = visitor.Page;
        await page.GotoAsync("account/sign-in");
        await PageRules.BreaksNone(page, "sign-in");
        await visitor.Register();
        await page.GetByRole(AriaRole.Heading, new() { Name = "No pairs yet" }).WaitForAsync();
        await PageRules.BreaksNone(page, "no pairs");
        await visitor.AddExamples();
        await PageRules.BreaksNone(page, "pairs");
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await visitor.ReadyZ();
        await PageRules.BreaksNone(page, "pair");
        await page.GetByTestId("feed-badge").ClickAsync();
        await PageRules.BreaksNone(page, "feed detail");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.GetByTestId("settings-preview").GetByText("Confidence").WaitForAsync();
        await PageRules.BreaksNone(page, "editor");
        await page.Keyboard.PressAsync("Escape");
        foreach (var (tab, loaded) in new[] { ("Diagnostics", ".verdict"), ("Regression and z", "[data-testid=scatter] canvas"), ("Table", "[data-testid=pair-table] tbody td") })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await page.Locator(loaded).First.WaitForAsync();
            await PageRules.BreaksNone(page, tab);
        }

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await PageRules.BreaksNone(page, "palette");
        await page.GotoAsync("");
        await page.Locator(".dashboard-panel canvas").First.WaitForAsync();
        await page.Locator(".heatmap").WaitForAsync();
        await PageRules.BreaksNone(page, "dashboard");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a panel" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await PageRules.BreaksNone(page, "add a panel");
        await page.GotoAsync("symbols");
        await page.Locator("table.data-table tbody tr").First.WaitForAsync();
        await PageRules.BreaksNone(page, "symbols");
        await page.GotoAsync("symbols/ETHUSDT");
        await page.Locator("[data-testid=tape] tbody tr").First.WaitForAsync();
        await PageRules.BreaksNone(page, "symbol");
        await page.GotoAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator(".qr").WaitForAsync();
        await PageRules.BreaksNone(page, "account");
        await page.GotoAsync("account/keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await PageRules.BreaksNone(page, "new key");
    }

    [SkippableFact]
    public async Task Phone_EveryPage_FitsAndTheDrawerOpensAndCloses()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit(width: 390, height: 844);
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await PageRules.Fits(page, "pairs");

        var menu = page.GetByRole(AriaRole.Button, new() { Name = "Navigation" });
        await menu.ClickAsync();
        await Expect(menu).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");

        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await PageRules.Fits(page, "pair");
        await page.GotoAsync("");
        await page.Locator(".dashboard-panel canvas").First.WaitForAsync();
        await PageRules.Fits(page, "dashboard");
        await page.GotoAsync("symbols");
        await page.Locator("table.data-table tbody tr").First.WaitForAsync();
        await PageRules.Fits(page, "symbols");
        await page.GotoAsync("symbols/ETHUSDT");
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await PageRules.Fits(page, "symbol");
        await page.GotoAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator(".qr").WaitForAsync();
        await PageRules.Fits(page, "account");
        await page.GotoAsync("account/keys");
        await PageRules.Fits(page, "keys");
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Dialog_ByKeyboard_KeepsTheFocusInsideAndGivesItBack()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Add a pair" });
        await opener.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('dialog') !== null"));

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task Zoom_TwoHundredPercent_FitsEveryPage()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        // A window of 1440 x 900 at 200 % has this many CSS pixels.
        await using var visitor = await site.Visit(width: 720, height: 450);
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await PageRules.Fits(page, "pairs");
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await PageRules.Fits(page, "pair");
        foreach (var (address, loaded) in new[] { ("", ".dashboard-panel canvas"), ("symbols", "table.data-table tbody tr"), ("symbols/ETHUSDT", ".chart-canvas canvas") })
        {
            await page.GotoAsync(address);
            await page.Locator(loaded).First.WaitForAsync();
            await PageRules.Fits(page, address);
        }
    }
}
