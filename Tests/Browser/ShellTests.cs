using System.Net.Http.Json;
using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>What surrounds every page: the palette, the keys, the view menu.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShellTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Palette_ByKeyboard_OpensAPairByItsName()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Command palette" });
        await Expect(box).ToBeFocusedAsync();
        await box.FillAsync("sol");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "SOLUSDT/ETHUSDT" })).ToHaveAttributeAsync("aria-selected", "true");

        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "SOLUSDT/ETHUSDT", Exact = true })).ToBeVisibleAsync();
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Page_ClickedBeforeItIsLive_WaitsInsteadOfLosingTheClick()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        var script = new TaskCompletionSource();
        await page.RouteAsync("**/blazor.web*.js", async route =>
        {
            await script.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("account/keys", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.Locator("main[inert]")).ToHaveCountAsync(1);
        var click = page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();

        script.SetResult();
        await click;

        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("main[inert]")).ToHaveCountAsync(0);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Keys_QuestionMarkAndGo_ShowTheSheetAndLeadToAPage()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Symbols", Exact = true })).ToBeVisibleAsync();
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Preferences_ChangedOverTheApi_ChangeThePageThatIsOpen()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await visitor.AddExamples();
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        var html = page.Locator("html");
        await Expect(html).ToHaveAttributeAsync("data-bs-theme", "light");
        await Expect(page.Locator(".shell-clock")).ToContainTextAsync("UTC");
        using var api = await ApiSession.SignIn(site.Node, visitor.Email, BrowserSite.Password);

        await Put(new { theme = "dark", density = "compact", timeZone = "Asia/Kolkata" });

        await Expect(html).ToHaveAttributeAsync("data-bs-theme", "dark", new() { Timeout = 15_000 });
        await Expect(html).ToHaveAttributeAsync("data-density", "compact");
        await Expect(page.Locator(".chart-axis").First).ToContainTextAsync("Asia/Kolkata");
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();

        // What is chosen here wins at once and is kept; what is stored later counts again.
        await page.GetByRole(AriaRole.Button, new() { Name = "View", Exact = true }).ClickAsync();
        await page.Locator("[data-choose-theme=light]").ClickAsync();
        await Expect(html).ToHaveAttributeAsync("data-bs-theme", "light");
        await Until.True(
            async () => (await api.Get("preferences"))["theme"]!.GetValue<string>() == "light", TimeSpan.FromSeconds(15), async () => (await api.Get("preferences")).ToJsonString());
        await Expect(html).ToHaveAttributeAsync("data-bs-theme", "light");
        await Put(new { theme = "dark" });
        await Expect(html).ToHaveAttributeAsync("data-bs-theme", "dark", new() { Timeout = 30_000 });
        visitor.SawNoErrors();

        async Task Put(object preferences)
        {
            using var answer = await api.Client.PutAsJsonAsync("api/v1/preferences", preferences);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    public async Task View_DensityThemeAndFold_AreRememberedAcrossAReload()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        foreach (var choice in new[] { "Dark", "Compact" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "View", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Fold the navigation" }).ClickAsync();
        await page.ReloadAsync();

        var root = page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-bs-theme", "dark");
        await Expect(root).ToHaveAttributeAsync("data-density", "compact");
        await Expect(root).ToHaveAttributeAsync("data-nav-state", "folded");
    }
}
