using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>A file of prices into a pair, and rows out as a file, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DataJourneyTests(BrowserSite site)
{
    private const int Minutes = 600;

    [SkippableFact]
    public async Task Visitor_UploadsTwoFilesAndPairsThem_SeesTheAnalysisAndExportsIt()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing uploaded yet" })).ToBeVisibleAsync();

        await Upload(page, "ALPHA-1m.csv", Prices(1.2));
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("dd.MM.yyyy HH:mm".Replace("dd.MM", "d.M", StringComparison.Ordinal).Replace("HH", "H", StringComparison.Ordinal));
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("semicolon");
        await Expect(page.GetByTestId("report")).ToContainTextAsync("600");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept and store" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make a pair ALPHA" })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await Upload(page, "BETA-1m.csv", Prices(1.0) + "x;1\n");
        await Expect(page.GetByTestId("preview")).ToContainTextAsync("1 rows are left out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept and store" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make a pair BETA" })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a pair ALPHA" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "X (independent)" }).FillAsync("BETA");
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create pair" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Pairs", Exact = true }).ClickAsync();
        await visitor.PairRows.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await visitor.ReadyZ();

        await page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Instrument" }).FillAsync("ALPHA");
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        var file = page.GetByTestId("exports").GetByRole(AriaRole.Link);
        await Expect(file).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var download = await page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal(Minutes + 1, (await File.ReadAllLinesAsync(await download.PathAsync())).Length);

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

        await Upload(visitor.Page, "x.csv", "PK\u0003\u0004");

        await Expect(visitor.Page.GetByTestId("upload")).ToContainTextAsync("This is a zip file.");
    }

    private static async Task Upload(IPage page, string name, string text)
    {
        await page.GetByLabel("A CSV or NDJSON file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and check" }).ClickAsync();
    }

    private static string Prices(double beta)
    {
        var random = new Random(4);
        var text = new StringBuilder("Date;Close\n");
        var walk = 0.0;
        for (var i = 0; i < Minutes; i++)
        {
            walk += random.NextDouble() - 0.5;
            var noise = beta > 1 ? Math.Sin(i * 0.7) : 0;
            var time = new DateTime(2024, 3, 20, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i);
            text.Append(CultureInfo.InvariantCulture, $"{time:d.M.yyyy H:mm};{200 + (beta * walk) + noise:0.000}\n");
        }

        return text.ToString();
    }
}
