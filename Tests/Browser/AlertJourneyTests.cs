using System.Text.RegularExpressions;
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

    [SkippableTheory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Rule_WhileEdited_IsDrawnOnRecentBars_AndADryRunMarksEveryAlertItLists(int width, int height, bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit(dark, width, height);
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await visitor.ReadyZ();
        await page.GotoAsync("rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        var trial = page.GetByTestId("trial-chart");
        await Expect(trial).ToHaveAttributeAsync("data-levels", "2", new() { Timeout = 60_000 });

        // Without leaving the field.
        await page.GetByLabel("Value", new() { Exact = true }).FillAsync("0.5");
        await Expect(trial).ToHaveAttributeAsync("data-levels", "0.5");
        await page.GetByLabel("Resolves at").FillAsync("0.25");
        await Expect(trial).ToHaveAttributeAsync("data-levels", "0.5 0.25");
        await Expect(trial).ToHaveAccessibleDescriptionAsync(Containing("fires above 0.5, resolves at 0.25"));
        await Expect(page.GetByTestId("trial-result")).ToContainTextAsync("ould");
        await page.GetByLabel("Resolves at").FillAsync("9");
        await Expect(page.GetByTestId("trial-result")).ToContainTextAsync("when the rule is complete");
        await page.GetByLabel("Resolves at").FillAsync("0.25");
        await Expect(page.GetByTestId("trial-result")).ToContainTextAsync("ould");

        await page.GetByLabel("Over the last").SelectOptionAsync("hour");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        var chart = page.GetByTestId("dry-run-chart");
        var alerts = page.GetByTestId("dry-run-alerts").GetByRole(AriaRole.Listitem);
        await Expect(alerts).Not.ToHaveCountAsync(0, new() { Timeout = 60_000 });
        for (var more = page.GetByRole(AriaRole.Button, new() { Name = "Show more" }); await more.CountAsync() > 0;)
        {
            var before = await alerts.CountAsync();
            await more.ClickAsync();
            await Expect(alerts).Not.ToHaveCountAsync(before);
        }

        var count = (await alerts.CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Expect(chart).ToHaveAttributeAsync("data-marks", count);
        await Expect(chart).ToHaveAccessibleDescriptionAsync(Containing($" {count} marked: "));
        await alerts.Last.GetByRole(AriaRole.Button).PressAsync("Enter");
        await Expect(alerts.Last.GetByRole(AriaRole.Button)).ToHaveAttributeAsync("aria-current", "true");
        await Expect(chart.Locator(".chart-legend")).ToContainTextAsync("F fired");

        await PageRules.BreaksNone(page, "rule editor");
        await PageRules.Fits(page, "rule editor");
        Assert.True(await page.Locator(".modal-body").EvaluateAsync<bool>("body => body.scrollWidth <= body.clientWidth"), "the editor scrolls sideways");
        await page.GetByLabel("What").SelectOptionAsync("feed state (1 live, 2 stale, 4 down)");
        await Expect(page.GetByTestId("trial-result")).ToContainTextAsync("has no history");
        visitor.SawNoErrors();
    }

    private static Regex Containing(string text) => new(Regex.Escape(text), RegexOptions.None, TimeSpan.FromSeconds(1));

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
