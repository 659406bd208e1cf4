using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace QuantPlatform.Tests.Browser;

/// <summary>What holds for every page.</summary>
internal static class PageRules
{
    private const string Run = "async () => JSON.stringify((await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations"
        + ".map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')}`))";

    private static readonly string Axe = File.ReadAllText(Path.Combine(Repository.Root, "Web", "node_modules", "axe-core", "axe.min.js"));

    /// <summary>axe-core finds nothing against WCAG 2.2 A and AA.</summary>
    public static async Task BreaksNone(IPage page, string name)
    {
        var violations = await Violations(page);
        Assert.True(violations.Length == 0, $"{name}:\n{string.Join('\n', violations)}");
    }

    /// <summary>What axe-core finds.</summary>
    public static async Task<string[]> Violations(IPage page)
    {
        await page.EvaluateAsync(Axe + "; true");
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }

    /// <summary>Nothing makes the page scroll sideways.</summary>
    public static async Task Fits(IPage page, string name) => Assert.True(await Fits(page), $"{name} scrolls sideways");

    /// <summary>False: something makes the page scroll sideways.</summary>
    public static Task<bool> Fits(IPage page) => page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
