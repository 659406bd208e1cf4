using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>Somebody with a browser: what a person does on the pages, step by step.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> errors = new();
    private readonly Func<string> nextEmail;

    public Visitor(IPage page, Func<string> nextEmail)
    {
        Page = page;
        this.nextEmail = nextEmail;
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The address the visitor registered with. <see cref="Register"/> ends on the page of pairs.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What the browser complained about: scripts that failed, things that the content security policy refused.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public ILocator PairRows => Page.Locator("table.data-table tbody tr");

    public async Task Register()
    {
        Email = nextEmail();
        await Page.GotoAsync("account/register");
        await Page.GetByLabel("E-mail address").FillAsync(Email);
        await Page.GetByLabel("Password").FillAsync(BrowserSite.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        await Page.GotoAsync("pairs");
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Pairs", Exact = true }).WaitForAsync();
    }

    public async Task AddExamples()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add three example pairs" }).ClickAsync();
        await Assertions.Expect(PairRows).ToHaveCountAsync(3);
    }

    public async Task OpenPair(string name)
    {
        await PairRows.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }).WaitForAsync();
        await Page.Locator(".chart-canvas canvas").First.WaitForAsync();
    }

    /// <summary>Waits until z is a number and gives its text.</summary>
    public async Task<string> ReadyZ()
    {
        var z = Page.GetByTestId("z");
        await Assertions.Expect(z).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\d", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 60_000 });
        return await z.InnerTextAsync();
    }

    /// <summary>Chooses a file on the data page and sends it.</summary>
    public async Task Upload(string name, string text)
    {
        await Page.GetByLabel("A CSV or NDJSON file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Upload and check" }).ClickAsync();
    }

    /// <summary>The visitor's workspace as the document that the page of the workspace downloads.</summary>
    public Task<string> Workspace() => Page.EvaluateAsync<string>("async () => await (await fetch('/api/v1/workspace')).text()");

    /// <summary>Gives a document to the page of the workspace and waits for its preview.</summary>
    public async Task ShowImport(string document)
    {
        await Page.GotoAsync("workspace");
        await Page.GetByText("An administrator can change them.").WaitForAsync();
        await Page.GetByLabel("Workspace document").SetInputFilesAsync(new FilePayload { Name = "workspace.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(document) });
        await Page.GetByTestId("import-preview").WaitForAsync();
    }

    /// <summary>Accepts the preview and waits until it is stored.</summary>
    public async Task Accept(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Accept and store" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Make a pair " + name })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Exports a dataset; the link to its file.</summary>
    public async Task<ILocator> Export(string name)
    {
        await Page.GetByRole(AriaRole.Combobox, new() { Name = "Instrument" }).FillAsync(name);
        await Page.GetByRole(AriaRole.Option, new() { Name = name + "-" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        var file = Page.GetByRole(AriaRole.Table, new() { Name = "Exports" }).GetByRole(AriaRole.Link);
        await Assertions.Expect(file).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return file;
    }

    public void SawNoErrors() => Assert.Empty(errors);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
