using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>A file of prices into a pair, and rows out as a file, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DataJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Visitor_UploadsTwoFilesAndPairsThem_SeesTheAnalysisAndExportsIt()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing uploaded yet" })).ToBeVisibleAsync();

        await visitor.Upload("ALPHA-1m.csv", PriceFile.Text(1.2));
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("d.M.yyyy H:mm");
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("semicolon");
        await Expect(page.GetByTestId("report")).ToContainTextAsync("600");
        await visitor.Accept("ALPHA");

        await visitor.Upload("BETA-1m.csv", PriceFile.Text(1.0) + "x;1\n");
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("One row is left out");
        await visitor.Accept("BETA");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a pair ALPHA" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "X (independent)" }).FillAsync("BETA");
        await page.GetByRole(AriaRole.Option, new() { Name = "BETA-" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create pair" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Pairs", Exact = true }).ClickAsync();
        await visitor.PairRows.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await visitor.ReadyZ();

        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "ALPHA", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ALPHA", Exact = true })).ToBeVisibleAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await Expect(page.GetByTestId("upload-report")).ToContainTextAsync("600");
        await Expect(page.GetByTestId("symbol-health")).ToHaveCountAsync(0);
        await Expect(page.Locator(".tape")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "1m", Exact = true })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "5m", Exact = true }).CheckAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("interval=5m", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        Assert.Empty(await PageRules.Violations(page));
        await page.SetViewportSizeAsync(390, 844);
        await page.WaitForFunctionAsync("() => document.querySelector('.chart-canvas canvas').getBoundingClientRect().right <= 390");
        Assert.True(await PageRules.Fits(page));
        await page.SetViewportSizeAsync(1440, 900);

        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        var file = await visitor.Export("ALPHA");
        var download = await page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal(PriceFile.Minutes + 1, (await File.ReadAllLinesAsync(await download.PathAsync())).Length);

        await page.GetByLabel("What").SelectOptionAsync("Alerts");
        await page.SetViewportSizeAsync(390, 844);
        Assert.True(await PageRules.Fits(page));
        await page.SetViewportSizeAsync(1440, 900);
        await page.GetByLabel("What").SelectOptionAsync("Workspace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download workspace.json" })).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete BETA" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make a pair BETA" })).ToHaveCountAsync(0);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Visitor_UploadsWhatIsNoTable_ReadsWhy()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        await visitor.Register();
        await visitor.Page.GotoAsync("data");

        await visitor.Upload("x.csv", "PK\u0003\u0004");

        await Expect(visitor.Page.GetByTestId("upload")).ToContainTextAsync("This is a zip file.");
    }
}
