using System.Globalization;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>A page that is open while its server restarts.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RestartTests(BrowserSite site)
{
    [SkippableFact]
    public async Task Restart_WhileAPairIsOpen_SaysSoAndIsLiveAgain()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        var node = await NodeProcess.StartReady(folder.Path);
        try
        {
            await using var visitor = await site.Visit(at: node);
            await visitor.Register();
            await visitor.AddExamples();
            await visitor.OpenPair("ETHUSDT/BTCUSDT");
            var port = node.Address.Port;
            await node.Kill9();
            await Expect(visitor.Page.GetByText("Connection to the server lost.")).ToBeVisibleAsync();

            await node.DisposeAsync();
            node = await NodeProcess.StartReady(folder.Path, "--urls=http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture));

            await Expect(visitor.Page.GetByText("The server was restarted.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            var before = await visitor.ReadyZ();
            await Expect(visitor.Page.GetByTestId("z")).Not.ToHaveTextAsync(before, new() { Timeout = 30_000 });
        }
        finally
        {
            await node.DisposeAsync();
        }
    }
}
