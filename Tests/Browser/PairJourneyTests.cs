using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>What a new user does first, in a real browser on a real node.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PairJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task NewUser_AddsExamplesAndOpensAPair_SeesItsNumbersMove()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        await visitor.Register();
        await Expect(visitor.Page.GetByTestId("feed-badge")).ToHaveTextAsync("DEMO data", new() { Timeout = 60_000 });

        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        var first = await visitor.ReadyZ();
        await Expect(visitor.Page.GetByTestId("z")).Not.ToHaveTextAsync(first, new() { Timeout = 30_000 });

        await Expect(visitor.Page.GetByTestId("kpis")).ToContainTextAsync("Hedge ratio");
        await Expect(visitor.Page.GetByText("DEMO data: this pair is of the simulated market.")).ToBeVisibleAsync();
        Assert.NotEmpty(await visitor.Page.Locator(".chart-legend-readings").AllInnerTextsAsync());

        // Prices have the decimals of the tick sizes, 0.01 and 0.1.
        await visitor.Page.GetByRole(AriaRole.Tab, new() { Name = "Table" }).ClickAsync();
        var cells = visitor.Page.GetByTestId("pair-table").Locator("tbody tr:has(td:nth-child(3))").First.Locator("td");
        Assert.Equal(2, (await cells.Nth(1).InnerTextAsync()).Trim().Split('.')[1].Length);
        Assert.Single((await cells.Nth(2).InnerTextAsync()).Trim().Split('.')[1]);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task SecondUser_SeesNothingOfTheFirst()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var first = await site.Visit();
        await first.Register();
        await first.AddExamples();
        await first.OpenPair("SOLUSDT/ETHUSDT");
        var address = first.Page.Url;

        await using var second = await site.Visit();
        await second.Register();
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "No pairs yet" })).ToBeVisibleAsync();
        await second.Page.GotoAsync(address);

        await Expect(second.Page.GetByText("No such pair").First).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Editor_RefusedAndCorrected_SavesAndDeleteCanBeUndone()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a pair" }).ClickAsync();
        await Choose(page, "Y (dependent)", "XRP");
        await Choose(page, "X (independent)", "BTC");
        await page.GetByLabel("Hedge window W").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create pair" }).ClickAsync();

        var window = page.GetByLabel("Hedge window W");
        await Expect(window).ToHaveAttributeAsync("aria-invalid", "true");
        await window.FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create pair" }).ClickAsync();
        await Expect(visitor.PairRows).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete XRPUSDT/BTCUSDT" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No pairs yet" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visitor.PairRows).ToHaveCountAsync(1);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Table_ByKeyboard_SortsAndSaysHow()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        await visitor.Register();
        await visitor.AddExamples();
        var header = visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Pair", Exact = true });

        await header.GetByRole(AriaRole.Button).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");
        Assert.Equal(["BNBUSDT/BTCUSDT", "ETHUSDT/BTCUSDT", "SOLUSDT/ETHUSDT"], await visitor.PairRows.Locator("td.name a").AllInnerTextsAsync());

        await visitor.Page.Keyboard.PressAsync("Space");
        await Expect(header).ToHaveAttributeAsync("aria-sort", "descending");
    }

    [SkippableFact]
    public async Task UnknownAddress_SaysSoAndOffersAWayBack()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        await visitor.Register();

        var answer = await visitor.Page.GotoAsync("no/such/page");

        Assert.Equal(404, answer!.Status);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Back to your pairs" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Pairs", Exact = true })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task SignOutAndIn_ReturnsToThePageThatAskedForIt()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("BNBUSDT/BTCUSDT");
        var address = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out.")).ToBeVisibleAsync();

        await page.GotoAsync(address);
        await page.GetByLabel("E-mail address").FillAsync(visitor.Email);
        await page.GetByLabel("Password").FillAsync("not this one at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("is not right");
        await page.GetByLabel("Password").FillAsync(BrowserSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "BNBUSDT/BTCUSDT", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(address, page.Url);
    }

    private static async Task Choose(IPage page, string label, string text)
    {
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = label });
        await box.FillAsync(text);
        await page.GetByRole(AriaRole.Option, new() { Name = text + "USDT" }).First.ClickAsync();
        await Expect(box).ToHaveValueAsync(text + "USDT");
    }
}
