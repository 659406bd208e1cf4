using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public class StandaloneTests
{
    [Fact]
    public async Task Run_WithATape_ServesItUntilTerminated()
    {
        using var file = SmallTape.Of(100);
        using var process = Start("--urls", "http://127.0.0.1:0", "--tape", file.Path, "--speed", "max", "--start", "now", "--faults");
        try
        {
            var banner = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Contains("2 symbols", banner, StringComparison.Ordinal);
            var rest = banner!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(w => w.StartsWith("http://", StringComparison.Ordinal));
            using var http = new HttpClient { BaseAddress = new Uri(rest) };
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while ((await http.GetFromJsonAsync<JsonElement>("fapi/v1/aggTrades?symbol=ETHUSDT", deadline.Token)).GetArrayLength() < 50)
                await Task.Delay(20, deadline.Token);
            Assert.Contains("rest-fail", await http.GetStringAsync("faults"), StringComparison.Ordinal);

            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Theory]
    [InlineData("--help", "", 0, "--tape FILE")]
    [InlineData("--speed", "fast", 2, "--speed: 'fast'")]
    public async Task Run_HelpOrBadOption_SaysSoAndEnds(string option, string value, int code, string text)
    {
        using var process = Start(value.Length > 0 ? [option, value] : [option]);
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(code, process.ExitCode);
        Assert.Contains(text, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortInUse_NamesTheOption()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var process = Start("--urls", $"http://{taken.LocalEndpoint}");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith($"--urls: cannot listen on http://{taken.LocalEndpoint}", error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "MarketSimulator.dll"), .. args])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
