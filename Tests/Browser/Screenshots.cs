using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using QuantPlatform.Tests.Silo.Mail;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>The pictures in <c>docs/screenshots</c>: <c>SCREENSHOTS=docs/screenshots dotnet test Tests --filter FullyQualifiedName~Screenshots</c>.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Screenshots(BrowserSite site)
{
    private const string Variable = "SCREENSHOTS";

    [SkippableTheory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Take_EveryPage(int width, int height, bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var folder = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(folder), $"{Variable} names no folder.");
        await using var visitor = await site.Visit(dark, width, height);
        var page = visitor.Page;
        await page.GotoAsync("account/sign-in");
        await Take("sign-in", fullPage: false);
        await visitor.Register();
        await page.GetByRole(AriaRole.Heading, new() { Name = "No pairs yet" }).WaitForAsync();
        await Take("pairs-empty", fullPage: false);
        await visitor.AddExamples();
        await Expect(page.GetByText("ready", new() { Exact = true }), 3);
        await Take("pairs", fullPage: false);
        await visitor.OpenPair("ETHUSDT/BTCUSDT");
        await visitor.ReadyZ();
        await Take("pair", fullPage: width < 500);
        await page.GetByTestId("feed-badge").ClickAsync();
        await Take("feed", fullPage: false);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.GetByTestId("settings-preview").GetByText("Confidence").WaitForAsync();
        await page.GetByTestId("settings-preview").ScrollIntoViewIfNeededAsync();
        await Take("pair-edit", fullPage: false);
        await page.Keyboard.PressAsync("Escape");
        foreach (var (tab, loaded, name) in new[] { ("Diagnostics", ".verdict", "diagnostics"), ("Regression and z", "[data-testid=scatter] canvas", "regression"), ("Table", "[data-testid=pair-table] tbody td", "table") })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await page.Locator(loaded).First.WaitForAsync();
            await page.Locator(".pair-tabs").EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
            await Take($"pair-{name}", fullPage: false);
        }

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Option, new() { Name = "SOLUSDT/ETHUSDT" }).WaitForAsync();
        await Take("palette", fullPage: false);
        await page.GotoAsync("rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "z extreme" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Feed stale" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("What").SelectOptionAsync("price");
        await page.GetByLabel("Leg").SelectOptionAsync("Y");
        await page.GetByLabel("Value", new() { Exact = true }).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await page.GetByTestId("dry-run-result").WaitForAsync();
        await Take("rule-edit", fullPage: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create rule" }).ClickAsync();
        await page.GetByTestId("rules").GetByText("firing", new() { Exact = true }).WaitForAsync(new() { Timeout = 60_000 });
        await Take("rules", fullPage: false);
        await page.GotoAsync("alerts");
        await page.GetByTestId("alerts").Locator("tbody tr").First.WaitForAsync();
        await Take("alerts", fullPage: false);
        await page.Locator(".alert-message").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("priceY").WaitForAsync();
        await Take("alert", fullPage: false);
        await page.GotoAsync("");
        await page.Locator(".dashboard-panel canvas").First.WaitForAsync();
        await page.Locator(".heatmap").WaitForAsync();
        await Take("dashboard", fullPage: true);
        await page.GotoAsync("symbols");
        await page.Locator("table.data-table tbody tr").First.WaitForAsync();
        await Take("symbols", fullPage: false);
        await page.GotoAsync("symbols/ETHUSDT");
        await page.Locator("[data-testid=tape] tbody tr").First.WaitForAsync();
        await Take("symbol", fullPage: false);

        await page.GotoAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator(".qr").WaitForAsync();
        await Take("account", fullPage: true);
        await page.GotoAsync("account/keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await Take("account-keys", fullPage: false);

        Task Take(string name, bool fullPage) => Shoot(page, folder!, $"{name}-{width}-{(dark ? "dark" : "light")}", fullPage);
    }

    [SkippableTheory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Take_ContactPoints(int width, int height, bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var folder = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(folder), $"{Variable} names no folder.");
        using var data = new TestFolder();
        await using var well = new Receiver(Receiver.Ok);
        await using var gone = new Receiver("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
        await using var failing = new Receiver("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
        await using var mail = new SmtpServer();
        await using var node = await NodeProcess.StartReady(
            data.Path, ["--Alerts:AllowedPrivateTargets=127.0.0.1/32", .. ApiSession.AdminArguments, .. ContactPointsJourneyTests.MailArguments(mail)]);
        await using var visitor = await site.Visit(dark, width, height, node);
        var page = visitor.Page;
        await WorkspaceJourneyTests.SignIn(page);
        await page.GotoAsync("alerts/contact-points");
        foreach (var (name, receiver) in ((string, Receiver)[])[("ops channel", well), ("old receiver", gone), ("staging", failing)])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a contact point" }).ClickAsync();
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await page.GetByLabel("Address", new() { Exact = true }).FillAsync(receiver.Url);
            await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = $"Send a test: {name}" }).ClickAsync();
            await page.Locator(".toast-card").GetByText(name).First.WaitForAsync();
        }

        await Expect(page.GetByText("failed", new() { Exact = true }), 2);
        await ContactPointsJourneyTests.AddMail(page, "night shift", "night@example.org");
        await page.GetByText("waiting for confirmation").WaitForAsync();
        await Expect(page.Locator(".toast-card"), 0);
        await Shoot(page, folder!, $"contact-points-{width}-{(dark ? "dark" : "light")}", fullPage: width < 500);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: old receiver" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await Shoot(page, folder!, $"contact-point-edit-{width}-{(dark ? "dark" : "light")}", fullPage: false);
        await page.GotoAsync(await ContactPointsJourneyTests.Link(mail, 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, send alerts here" }).WaitForAsync();
        await Shoot(page, folder!, $"alerts-confirm-{width}-{(dark ? "dark" : "light")}", fullPage: false);
    }

    [SkippableTheory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Take_Data(int width, int height, bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var folder = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(folder), $"{Variable} names no folder.");
        await using var visitor = await site.Visit(dark, width, height);
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("data");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nothing uploaded yet" }).WaitForAsync();
        await Take("data-empty");
        await visitor.Upload("ALPHA-1m.csv", PriceFile.Text(1.2));
        await visitor.Accept("ALPHA");
        await visitor.Upload("BETA-1m.csv", PriceFile.Text(1.0) + "21.3.2024 0:00;1O5.2\n");
        await page.GetByTestId("preview").WaitForAsync();
        await Take("data-preview");
        await visitor.Accept("BETA");
        await visitor.Export("ALPHA");
        await Take("data");
        await page.GetByRole(AriaRole.Link, new() { Name = "ALPHA", Exact = true }).ClickAsync();
        await page.GetByTestId("upload-report").WaitForAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await Take("data-symbol");
        await page.GotoAsync("data");
        await visitor.Upload("GAMMA-1m.csv", PriceFile.Recent(1.1));
        await visitor.Accept("GAMMA");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a pair GAMMA" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "X (independent)" }).FillAsync("BTCUSDT");
        await page.GetByRole(AriaRole.Option, new() { Name = "BTCUSDT" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create pair" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog), 0);
        await page.GotoAsync("pairs");
        await visitor.PairRows.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(".chart-canvas canvas").First.WaitForAsync();
        await visitor.ReadyZ();
        await Take("pair-upload");

        async Task Take(string name)
        {
            await Expect(page.Locator(".toast-card"), 0);
            await Shoot(page, folder!, $"{name}-{width}-{(dark ? "dark" : "light")}", fullPage: true);
        }
    }

    [SkippableTheory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Take_TheHouse(int width, int height, bool dark)
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        var folder = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(folder), $"{Variable} names no folder.");
        using var data = new TestFolder();
        await using var node = await NodeProcess.StartReady(data.Path, [.. ApiSession.AdminArguments, "--Accounts:Registration=open"]);
        await using var visitor = await site.Visit(dark, width, height, node);
        var page = visitor.Page;
        foreach (var (address, name) in new[]
        {
            ("account/register", "register"), ("account/forgot", "forgot"), ("account/reset?email=a@example.org&code=x", "reset"), ("account/confirm?userId=x&code=x", "confirm"),
            ("account/set-up?code=x", "set-up"), ("nowhere", "not-found"),
        })
        {
            await page.GotoAsync(address);
            await Take(name);
        }

        await visitor.Register();
        await visitor.AddExamples();
        var document = await visitor.Workspace();
        await page.Context.ClearCookiesAsync();
        await WorkspaceJourneyTests.SignIn(page);
        await page.GotoAsync("watchlists");
        await page.GetByRole(AriaRole.Button, new() { Name = "New watchlist" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Majors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await WorkspaceJourneyTests.Add(page, "Add a symbol", "ETHUSDT");
        await WorkspaceJourneyTests.Add(page, "Add a symbol", "BTCUSDT");
        await Expect(page.GetByTestId("watchlist").GetByText("%"), 2);
        await Take("watchlists");
        await page.GotoAsync("workspace");
        await page.GetByText("An administrator can change them.").WaitForAsync();
        await Take("workspace");
        await visitor.ShowImport(document);
        await Take("workspace-import", fullPage: true);
        await page.GotoAsync("admin/users");
        await page.GetByText(visitor.Email).First.WaitForAsync();
        await Take("admin-users");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Manage {visitor.Email}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await Take("admin-user");
        await page.GotoAsync("admin/node");
        await page.GetByTestId("load").WaitForAsync();
        await Take("admin-node", fullPage: true);
        await page.GotoAsync("admin/audit");
        await page.GetByTestId("audit").WaitForAsync();
        await Take("admin-audit");

        Task Take(string name, bool fullPage = false) => Shoot(page, folder!, $"{name}-{width}-{(dark ? "dark" : "light")}", fullPage);
    }

    /// <summary>WebP: a third of the bytes of PNG at the same look.</summary>
    private static async Task Shoot(IPage page, string folder, string name, bool fullPage)
    {
        await page.EvaluateAsync("all => { if (all) { scrollTo(0, 0); } return document.fonts.ready; }", fullPage);
        var size = await page.EvaluateAsync<int[]>("() => [innerWidth, document.documentElement.scrollHeight]");
        var how = new Dictionary<string, object> { ["format"] = "webp", ["quality"] = 80 };
        if (fullPage)
        {
            how["captureBeyondViewport"] = true;
            how["clip"] = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = size[0], ["height"] = size[1], ["scale"] = 1 };
        }

        var cdp = await page.Context.NewCDPSessionAsync(page);
        var answer = await cdp.SendAsync("Page.captureScreenshot", how);
        await cdp.DetachAsync();
        var bytes = answer!.Value.GetProperty("data").GetBytesFromBase64();
        Assert.InRange(bytes.Length, 3_000, 200_000);
        await File.WriteAllBytesAsync(Path.Combine(Repository.Root, folder, name + ".webp"), bytes);
    }

    private static Task Expect(ILocator locator, int count) => Assertions.Expect(locator).ToHaveCountAsync(count, new() { Timeout = 60_000 });
}
