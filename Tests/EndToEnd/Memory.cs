using System.Globalization;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Resident memory of a process on Linux.</summary>
internal static class Memory
{
    /// <summary>Begins a new peak; the bytes that are resident now.</summary>
    public static long Reset(int process)
    {
        File.WriteAllText($"/proc/{process}/clear_refs", "5");
        return Read(process, "VmRSS:");
    }

    /// <summary>The most bytes that were resident since <see cref="Reset"/>.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    private static long Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
