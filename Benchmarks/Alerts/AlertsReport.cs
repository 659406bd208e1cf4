using System.Runtime.InteropServices;
using System.Text;
using static QuantPlatform.Benchmarks.Analytics.AnalyticsReport;

namespace QuantPlatform.Benchmarks.Alerts;

/// <summary>Writes the report on how many rules a machine carries: <c>dotnet run -c Release --project Benchmarks -- alerts OUTPUT.md [USERS]</c>.</summary>
internal static class AlertsReport
{
    private const int DefaultUsers = 250;

    public static async Task Write(string[] options)
    {
        if (options.Length is < 1 or > 2)
            throw new ArgumentException("Give the file to write, and optionally the number of users.");
        var text = new StringBuilder();
        text.AppendLine("# Alerts: how many rules a machine carries").AppendLine();
        Line(text, $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}. Written by");
        text.AppendLine("`dotnet run -c Release --project Benchmarks -- alerts Benchmarks/reports/alerts.md [users]`. Other work on the machine makes the times longer, never shorter.").AppendLine();
        EvaluatorSection.Write(text);
        await GrainSection.Write(text, options.Length == 2 ? int.Parse(options[1], System.Globalization.CultureInfo.InvariantCulture) : DefaultUsers);
        File.WriteAllText(options[0], text.ToString().ReplaceLineEndings("\n"));
        Console.WriteLine(text);
    }
}
