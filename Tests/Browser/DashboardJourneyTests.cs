using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>Starting on the dashboard, and arranging it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task NewUser_AddsExamples_SeesThemInTheFirstDashboard()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add three example pairs" }).ClickAsync();

        await Expect(page.Locator(".dashboard-panel canvas").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Pair monitor" }).GetByRole(AriaRole.Link, new() { Name = "SOLUSDT/ETHUSDT" }).First).ToBeVisibleAsync();
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Arrange_ByKeyboard_MovesResizesAddsAndKeepsItAcrossAReload()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.GotoAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        var heatmap = page.Locator("[data-panel=heatmap]");
        await Expect(heatmap).ToHaveAttributeAsync("data-cell", "15,7,9,7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resize Correlations" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(heatmap).ToHaveAttributeAsync("data-cell", "15,7,9,8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Short tour" }).ClickAsync();
        await Expect(heatmap).ToHaveAttributeAsync("data-cell", "15,3,9,8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a panel" }).ClickAsync();
        await page.GetByLabel("What to show").SelectOptionAsync("Chart of a symbol");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Symbol" }).FillAsync("ETH");
        await page.GetByRole(AriaRole.Option, new() { Name = "ETHUSDT" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-panel=p1] canvas").First).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.ReloadAsync();

        await Expect(heatmap).ToHaveAttributeAsync("data-cell", "15,3,9,8");
        await Expect(page.Locator("[data-panel=p1]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-panel=tour]")).ToHaveCountAsync(0);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Arrange_ByPointer_DropsThePanelWhereItWasDragged()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.GotoAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        var panel = page.Locator("[data-panel=pairs]");
        var from = (await page.GetByRole(AriaRole.Button, new() { Name = "Move Pair monitor", Exact = true }).BoundingBoxAsync())!;
        var kpis = (await page.Locator("[data-panel=kpis]").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(from.X + 20, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 20, kpis.Y + 20, new() { Steps = 5 });
        await page.Mouse.UpAsync();

        await Expect(panel).ToHaveAttributeAsync("data-cell", "0,4,15,7");
        visitor.SawNoErrors();
    }
}
