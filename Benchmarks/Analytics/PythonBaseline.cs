using System.Diagnostics;
using System.Text.Json;

namespace QuantPlatform.Benchmarks.Analytics;

/// <summary>The same work in pandas, numpy and statsmodels: runs the script and reads the lines it prints.</summary>
internal sealed class PythonBaseline
{
    private readonly List<JsonElement> rows = [];

    public static PythonBaseline Run(string script)
    {
        var folder = Directory.CreateTempSubdirectory("baseline").FullName;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, folder]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("python3 did not start.");
        var result = new PythonBaseline();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            result.rows.Add(document.RootElement.Clone());
        }

        process.WaitForExit();
        Directory.Delete(folder, recursive: true);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The baseline ended with code {process.ExitCode}.");
        return result;
    }

    /// <summary>A number of the row of a test with the given window (and number of pairs).</summary>
    public double Value(string test, int window, string name, int? pairs = null) => rows
        .First(r => r.GetProperty("test").GetString() == test && r.GetProperty("W").GetInt32() == window && (pairs is null || r.GetProperty("pairs").GetInt32() == pairs))
        .GetProperty(name).GetDouble();
}
