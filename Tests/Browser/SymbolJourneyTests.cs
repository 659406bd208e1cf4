using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>Looking at a symbol, and tracking one.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SymbolJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Symbol_AlwaysOn_ShowsCandlesTapeAndHealthAndMoves()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("symbols");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("BTCUSDT");
        await page.GetByRole(AriaRole.Link, new() { Name = "BTCUSDT", Exact = true }).First.ClickAsync();

        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        var price = page.GetByTestId("last-price");
        var before = await price.InnerTextAsync();
        await Expect(price).Not.ToHaveTextAsync(before, new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("tape").Locator("tbody tr").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("symbol-health")).ToContainTextAsync("live", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Radio, new() { Name = "1m", Exact = true }).CheckAsync(new() { Force = true });
        await Expect(page.Locator(".chart-axis")).ToContainTextAsync("1m bars");
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Track_ASymbolAndStop_SaysWhyItIsCollected()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("symbols");
        var row = page.Locator("table.data-table tbody tr").Filter(new() { HasText = "not collected" }).First;
        var name = await row.Locator("td.name a").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Track {name}", Exact = true }).ClickAsync();
        var tracked = page.Locator("table.data-table tbody tr").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
        await Expect(tracked).ToContainTextAsync("tracked");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Stop tracking {name}", Exact = true }).ClickAsync();

        await Expect(tracked).ToContainTextAsync("not collected");
        visitor.SawNoErrors();
    }
}
