using System.IO.Compression;
using System.Text.Json;

namespace QuantPlatform.Tests.MarketSimulator;

/// <summary>The recorded capture, on machines that have it, and its frames read without the simulator.</summary>
internal static class RealTape
{
    public const string Absent = "../shared/data with the recorded capture is not here";

    public static string Folder { get; } = Find();

    public static string Path { get; } = System.IO.Path.Combine(Folder, "usdm_20240808.trades.jsonl.gz");

    public static bool Exists => File.Exists(Path);

    public static IEnumerable<JsonElement> Frames() => Lines("usdm_20240808.trades.jsonl.gz").Select(l => JsonDocument.Parse(l).RootElement.GetProperty("data"));

    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(System.IO.Path.Combine(Folder, name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "QuantPlatform.sln")))
            {
                // A work tree may lie deeper than a plain clone.
                for (var up = folder.Parent; up is not null; up = up.Parent)
                {
                    var data = System.IO.Path.Combine(up.FullName, "shared", "data");
                    if (Directory.Exists(data))
                        return data;
                }
            }
        }

        return "";
    }
}
