using System.Diagnostics;
using System.Text.RegularExpressions;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>The commands of docs/api.md, run as they stand there, in one shell.</summary>
public sealed partial class DocumentedCommandsTests
{
    [SkippableFact]
    public async Task Commands_OfThePage_Work()
    {
        var missing = new[] { "bash", "curl", "jq" }.FirstOrDefault(tool => !Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, tool))));
        Skip.If(missing is not null, $"{missing} is not installed.");
        await using var host = await ApiHost.Start();
        var btc = new SymbolKey(Venues.Demo, "BTCUSDT");
        host.Market.Bars[(btc, Interval.OneMinute)] = [FakeMarket.BarAt(0), FakeMarket.BarAt(60_000)];
        host.Market.Trades[btc] = [new Trade(1, 2m, 3m, 4, true, 5, 6)];
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"));
        var blocks = Block().Matches(page).Select(match => match.Groups["commands"].Value).ToList();
        var script = "set -euo pipefail\n" + string.Concat(blocks).Replace("http://127.0.0.1:5080", host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

        var (code, output) = await Run(script);

        Assert.True(code == 0, output);
        Assert.True(blocks.Count >= 9, $"{blocks.Count}");
        Assert.Contains("\"you@example.org\"", output, StringComparison.Ordinal);
        Assert.Contains("1970-01-01T00:00:00.004Z,4,1,2,3,true", output, StringComparison.Ordinal);
        Assert.Contains("\"stale\"", output, StringComparison.Ordinal);
        Assert.Contains("event: feed", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> Run(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Block();
}
