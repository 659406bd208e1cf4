using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace QuantPlatform.Tests.Web.Charts;

/// <summary>Where the time axis of the charts begins a day, against the calendar of .NET.</summary>
public sealed class ZonedAxisTests
{
    [Theory]
    [InlineData("UTC", "2026-03-25", "2026-04-02", 3_600)]
    [InlineData("Europe/Berlin", "2026-03-25", "2026-04-02", 3_600)]
    [InlineData("Europe/Berlin", "2026-10-20", "2026-10-30", 900)]
    [InlineData("Asia/Kolkata", "2026-03-25", "2026-04-02", 1_800)]
    [InlineData("America/New_York", "2026-10-28", "2026-11-05", 3_600)]
    [InlineData("Australia/Lord_Howe", "2026-04-01", "2026-04-09", 1_800)]
    [InlineData("America/Santiago", "2026-09-01", "2026-09-10", 3_600)]
    public async Task Days_BeginAtTheZonesMidnight(string zone, string from, string to, int step)
    {
        var (first, last) = (Seconds(from), Seconds(to));

        var (days, same) = await Marks(zone, first, last, step);

        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        DateTime LocalDay(long time) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(time), calendar).Date;
        var expected = new List<long>();
        for (var time = first + step; time < last; time += step)
        {
            if (LocalDay(time) != LocalDay(time - step))
            {
                expected.Add(time);
            }
        }

        Assert.InRange(expected.Count, 7, 10);
        Assert.Equal(expected, days);
        Assert.True(same, "bars that come later get the marks that all at once get");
    }

    private static long Seconds(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private static async Task<(List<long> Days, bool Same)> Marks(string zone, long from, long to, int step)
    {
        var web = Path.Combine(Repository.Root, "Web");
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Tests", "Web", "Charts", "axisMarks.mjs"));
        var start = new ProcessStartInfo("node") { WorkingDirectory = web, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // From standard input it finds the packages of the working folder.
        foreach (var argument in (string[])["--input-type=module", "-e", script, "--", zone, $"{from}", $"{to}", $"{step}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        using var answer = JsonDocument.Parse(await output);
        return ([.. answer.RootElement.GetProperty("days").EnumerateArray().Select(day => day.GetInt64())], answer.RootElement.GetProperty("same").GetBoolean());
    }
}
