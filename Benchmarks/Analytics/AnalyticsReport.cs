using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace QuantPlatform.Benchmarks.Analytics;

/// <summary>Writes the report on speed, accuracy and false positives of the analytics library: <c>dotnet run -c Release --project Benchmarks -- analytics OUTPUT.md [BASELINE.py]</c>.</summary>
/// <remarks>Times are the best of many short runs, so that a busy machine disturbs them little; the baseline's are medians of its own. What is compared is ratios.</remarks>
internal static class AnalyticsReport
{
    public static void Write(string[] options)
    {
        if (options.Length is < 1 or > 2)
            throw new ArgumentException("Give the file to write, and optionally the baseline script.");
        var text = new StringBuilder();
        text.AppendLine("# Analytics: speed, accuracy, false positives").AppendLine();
        Line(text, $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}. Written by");
        text.AppendLine("`dotnet run -c Release --project Benchmarks -- analytics Benchmarks/reports/analytics.md [baseline.py]`; times are the best of many short runs.").AppendLine();
        text.AppendLine("The baseline's times are medians of its own few runs, so on a machine with other work its ratios come out too high; on a quiet one ADF with AIC in statsmodels takes").AppendLine(
            "2.1, 4.6 and 19 ms at 60, 300 and 1000 points, and numpy 10 to 21 million pair-bars a second.").AppendLine();
        var baseline = options.Length == 2 ? PythonBaseline.Run(options[1]) : null;
        SpeedSection.Write(text, baseline);
        AccuracySection.Write(text);
        FalsePositiveSection.Write(text);
        File.WriteAllText(options[0], text.ToString().ReplaceLineEndings("\n"));
        Console.WriteLine(text);
    }

    public static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Best time of one call, in nanoseconds, over about <paramref name="budgetMs"/> of trying.</summary>
    public static double BestNs(Action action, int callsPerRun = 1, int budgetMs = 1_500)
    {
        for (var i = 0; i < 3; i++)
            action();
        var best = double.MaxValue;
        var start = Stopwatch.GetTimestamp();
        do
        {
            var from = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(from).TotalNanoseconds / callsPerRun);
        }
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < budgetMs);
        return best;
    }
}
