using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using QuantPlatform.Web.Shell;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>Every page that has a route, with something in it: WCAG in both themes, and the widths of a phone and of 200 % zoom. A page without a line here fails.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(BrowserSite site)
{
    /// <summary>Route, address with {pair} and {watchlist} to fill in, and what is there once it is loaded.</summary>
    private static readonly (string Route, string Address, string Loaded)[] Signed =
    [
        ("/", "", ".dashboard-panel canvas"),
        ("/dashboards/{Id}", "dashboards/{dashboard}", ".dashboard-panel canvas"),
        ("/pairs", "pairs", "table.data-table tbody tr"),
        ("/pairs/{Id}", "pairs/{pair}", ".chart-canvas canvas"),
        ("/symbols", "symbols", "table.data-table tbody tr"),
        ("/symbols/{Name}", "symbols/ETHUSDT", ".chart-canvas canvas"),
        ("/alerts", "alerts", "[data-testid=alerts] tbody tr"),
        ("/rules", "rules", "[data-testid=rules]"),
        ("/alerts/contact-points", "alerts/contact-points", "main h1"),
        ("/watchlists", "watchlists", "[data-testid=watchlist]"),
        ("/watchlists/{Id}", "watchlists/{watchlist}", "[data-testid=watchlist]"),
        ("/data", "data", "main h1"),
        ("/workspace", "workspace", "main .panel"),
        ("/account", "account", "main .panel"),
        ("/account/keys", "account/keys", "main h1"),
        ("/admin/users", "admin/users", "main table tbody tr"),
        ("/admin/node", "admin/node", "[data-testid=load]"),
        ("/admin/audit", "admin/audit", "[data-testid=audit]"),
        ("/not-found", "nowhere", "main h1"),
    ];

    private static readonly (string Route, string Address)[] Unsigned =
    [
        ("/account/sign-in", "account/sign-in"), ("/account/register", "account/register"), ("/account/forgot", "account/forgot"), ("/account/reset", "account/reset?email=a@example.org&code=x"),
        ("/account/confirm", "account/confirm?userId=x&code=x"), ("/account/set-up", "account/set-up?code=x"), ("/alerts/confirm", "alerts/confirm?code=x"),
    ];

    private readonly List<string> found = [];

    [Fact]
    public void Routes_OfEveryPage_HaveALine()
    {
        var routes = typeof(ShellTexts).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order();

        Assert.Equal(routes, Signed.Select(page => page.Route).Concat(Unsigned.Select(page => page.Route)).Order());
    }

    [SkippableFact]
    public async Task Pages_InBothThemesAndThreeWidths_BreakNoRuleAndFit()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        await using var visitor = await site.Visit(at: node);
        var page = visitor.Page;
        await Check(page, Unsigned.Select(one => (one.Address, "h1")));

        await WorkspaceJourneyTests.SignIn(page);
        await page.GotoAsync("pairs");
        await visitor.AddExamples();
        using var api = await ApiSession.SignIn(node);
        var pair = (await api.Get("pairs"))["items"]![0]!["id"]!.GetValue<string>();
        var watchlist = (await api.Post("watchlists", new { name = "Majors", symbols = (string[])["ETHUSDT", "BTCUSDT"], pairs = (string[])[pair] }))["id"]!.GetValue<string>();
        await api.Post("rules", new { name = "always", target = new { pair }, interval = "1s", conditions = new[] { new { metric = "price", leg = "y", @operator = "above", value = 1 } }, severity = "critical" });
        var panel = new { id = "chart", kind = "pairChart", x = 0, y = 0, w = 12, h = 8, settings = new { pair } };
        var dashboard = (await api.Post("dashboards", new { name = "One chart", panels = new[] { panel } }))["id"]!.GetValue<string>();
        await Until.True(
            async () => (await api.Get("alerts"))["items"]!.AsArray().Count > 0, TimeSpan.FromSeconds(60), async () => (await api.Get("rules")).ToJsonString());

        string Filled(string address) => address.Replace("{pair}", pair, StringComparison.Ordinal)
            .Replace("{watchlist}", watchlist, StringComparison.Ordinal).Replace("{dashboard}", dashboard, StringComparison.Ordinal);
        await Check(page, Signed.Select(one => (Filled(one.Address), one.Loaded)));

        Assert.True(found.Count == 0, string.Join("\n\n", found));
        // The page that is not there is answered with this.
        Assert.All(visitor.Errors, error => Assert.Contains("404", error, StringComparison.Ordinal));
    }

    private async Task Check(IPage page, IEnumerable<(string Address, string Loaded)> pages)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var (address, loaded) in pages)
            {
                await page.GotoAsync(address);
                await page.Locator(loaded).First.WaitForAsync();
                await page.Locator($"html[data-bs-theme={(scheme == ColorScheme.Dark ? "dark" : "light")}]").WaitForAsync();
                // The head is made anew when the circuit takes the page over.
                await page.WaitForFunctionAsync("() => document.title !== '' && document.querySelector('[inert]') === null");
                found.AddRange((await PageRules.Violations(page)).Select(violation => $"{address} {scheme}: {violation}"));
                foreach (var (width, height) in ((int, int)[])[(390, 844), (720, 450), (1440, 900)])
                {
                    await page.SetViewportSizeAsync(width, height);
                    if (!await PageRules.Fits(page))
                    {
                        found.Add($"{address} at {width} scrolls sideways");
                    }
                }
            }
        }
    }
}
