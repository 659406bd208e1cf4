using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>One running node on the demo feed and one browser, shared by the tests of the pages.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class BrowserSite : IAsyncLifetime
#pragma warning restore CA1001
{
    public const string Password = "correct horse battery";

    private readonly TestFolder folder = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private NodeProcess? node;
    private int users;

    internal NodeProcess Node => node!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        node = await NodeProcess.StartReady(folder.Path);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (node is not null)
        {
            await node.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>A fresh browser window with the cookies and storage of an earlier one, or none.</summary>
    internal async Task<IBrowserContext> Context(string? state, bool dark = false, int width = 1440, int height = 900, NodeProcess? at = null)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (at ?? Node).Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        context.SetDefaultTimeout(30_000);
        return context;
    }

    /// <summary>A fresh browser window; whatever its pages report as an error is collected.</summary>
    internal async Task<Visitor> Visit(bool dark = false, int width = 1440, int height = 900, NodeProcess? at = null)
    {
        var context = await Context(null, dark, width, height, at);
        return new Visitor(await context.NewPageAsync(), () => $"user{Interlocked.Increment(ref users)}@example.org");
    }
}

/// <summary>Tests that drive the browser run alone, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<BrowserSite>
{
    public const string Name = "Browser";
}
