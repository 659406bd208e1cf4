using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>Watchlists, two tabs at one pair, import, and the administration, in a real browser on a real node.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WorkspaceJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Watchlist_MadeFilledAndOrderedByKeyboard_KeepsItsOrder()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.GotoAsync("watchlists");
        await page.GetByRole(AriaRole.Button, new() { Name = "New watchlist" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Majors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Majors" })).ToBeVisibleAsync();
        await Add(page, "Add a symbol", "BTCUSDT");
        await Add(page, "Add a symbol", "ETHUSDT");
        await Add(page, "Add a pair", "SOLUSDT/ETHUSDT");

        await page.GetByRole(AriaRole.Button, new() { Name = "Move up: ETHUSDT" }).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");

        var symbols = page.GetByRole(AriaRole.Table, new() { Name = "Symbols" }).Locator("tbody tr");
        await Expect(symbols.First).ToContainTextAsync("ETHUSDT");
        await Expect(symbols.First.Locator("td.num").First).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\d", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 60_000 });
        // As many decimals as the tick size of the symbol has.
        await Expect(symbols.Nth(1).Locator("td.num").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{2,3},\d{3}\.\d$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 60_000 });
        await page.ReloadAsync();
        await Expect(symbols.First).ToContainTextAsync("ETHUSDT");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Pairs" })).ToContainTextAsync("SOLUSDT/ETHUSDT");
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task TwoTabs_EditOnePair_TheSecondSeesBothValuesAndChooses()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        var (first, second) = (visitor.Page, await visitor.Page.Context.NewPageAsync());
        await second.GotoAsync(first.Url);
        foreach (var tab in new[] { first, second })
        {
            await tab.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
            await tab.GetByLabel("Hedge window W").WaitForAsync();
        }

        await first.GetByLabel("Hedge window W").FillAsync("120");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(first.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await second.GetByLabel("Hedge window W").FillAsync("90");
        await second.GetByLabel("Entry |z|").FillAsync("2.5");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        var conflict = second.GetByTestId("pair-conflict");
        var window = conflict.Locator("[data-field='Hedge window W']");
        await Expect(window.GetByRole(AriaRole.Button, new() { Name = "Stored now 120" })).ToBeVisibleAsync();
        await Expect(window.GetByRole(AriaRole.Button, new() { Name = "Yours 90" })).ToHaveAttributeAsync("aria-pressed", "true");
        await window.GetByRole(AriaRole.Button, new() { Name = "Stored now 120" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await second.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await Expect(second.GetByLabel("Hedge window W")).ToHaveValueAsync("120");
        await Expect(second.GetByLabel("Entry |z|")).ToHaveValueAsync("2.5");
    }

    [SkippableFact]
    public async Task Document_OfAnother_IsShownInsideItsCardBeforeItIsImported()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var giver = await site.Visit();
        await giver.Register();
        await giver.AddExamples();
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.ShowImport(await giver.Workspace());

        var preview = page.GetByTestId("import-preview");
        await Expect(preview).ToContainTextAsync("SOLUSDT/ETHUSDT");
        Assert.Empty(await PageRules.Violations(page));
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (720, 450), (390, 844)])
        {
            await page.SetViewportSizeAsync(width, height);
            Assert.True(await PageRules.Fits(page));
            Assert.True(await preview.EvaluateAsync<bool>("element => element.getBoundingClientRect().right <= element.closest('.panel').getBoundingClientRect().right"));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The document was imported.")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync("pairs");
        await Expect(visitor.PairRows).ToHaveCountAsync(3);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Admin_DisablesAUser_TheirPageEndsAndTheAuditSaysSo()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        await using var user = await site.Visit(at: node);
        await user.Register();
        await using var admin = await site.Visit(at: node);
        var page = admin.Page;
        await SignIn(page);
        await page.GotoAsync("admin/users");
        await page.GetByPlaceholder("Search by e-mail address").FillAsync(user.Email);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Manage {user.Email}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Pairs").FillAsync("1");
        await page.GetByRole(AriaRole.Switch, new() { Name = "May sign in" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await Expect(user.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GotoAsync("admin/audit");
        // The rows alone: the filter above them lists every action there is.
        var entries = page.GetByTestId("audit").Locator("tbody tr").Filter(new() { HasText = user.Email });
        await Expect(entries.Filter(new() { HasText = "user.disable" })).ToHaveCountAsync(1);
        await Expect(entries.Filter(new() { HasText = "user.quotas" })).ToHaveCountAsync(1);
        await page.GotoAsync("admin/node");
        await Expect(page.GetByTestId("load")).ToContainTextAsync("Activations");
    }

    internal static async Task SignIn(IPage page)
    {
        await AccountJourneyTests.SignIn(page, ApiSession.AdminEmail, ApiSession.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Account of {ApiSession.AdminEmail}" }).WaitForAsync();
    }

    internal static async Task Add(IPage page, string label, string text)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).FillAsync(text);
        await page.GetByRole(AriaRole.Option, new() { Name = text }).First.ClickAsync();
        await Expect(page.GetByTestId("watchlist")).ToContainTextAsync(text);
    }
}
