using System.Diagnostics;
using System.Text;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using static QuantPlatform.Benchmarks.Analytics.AnalyticsReport;

namespace QuantPlatform.Benchmarks.Alerts;

/// <summary>The whole way in process: the bars of a second go to the pair grains; the clock stops when every rule grain has evaluated them.</summary>
internal static class GrainSection
{
    private const int Seconds = 30;

    public static async Task Write(StringBuilder text, int users)
    {
        await using var market = await RuleMarket.Start(users);
        Line(text, $"## Through grains: {market.Rules.Count:#,##0} rules on {market.Pairs.Count:#,##0} pairs of 1 s bars");
        text.AppendLine();
        text.AppendLine("A workspace a user, a grain a pair and a rule, ten rules a pair (z, correlation, β drift, prices). Every second each pair gets a bar of both legs, joins them, updates its").AppendLine(
            "statistics (W = 240, Z = 60) and tells its rules. Measured from the first bar sent until the last rule has evaluated it, by the silo's own counter `alert.rule.evaluations`; afterwards each rule is asked whether it has.").AppendLine();
        var times = new List<double>();
        for (var second = 0; second < Seconds; second++)
        {
            var from = Stopwatch.GetTimestamp();
            await market.CloseSecond();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        await market.Check();
        var warm = times.Skip(5).Order().ToList();
        Line(text, $"| seconds | best, ms | median, ms | worst, ms | alerts recorded |");
        text.AppendLine("|---|---|---|---|---|");
        Line(text, $"| {warm.Count} | {warm[0]:0} | {warm[warm.Count / 2]:0} | {warm[^1]:0} | {await market.Alerts():#,##0} |");
        text.AppendLine();
        Line(text, $"Working set {Environment.WorkingSet / 1_048_576:#,##0} MB. Making the rules took {market.SetupSeconds:0} s, {1_000 * market.SetupSeconds / market.Rules.Count:0.0} ms a rule.");
    }
}
