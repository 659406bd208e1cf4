using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>The real capture of 2024-08-08 with the bars it must give and the statistics of ETHUSDT/BTCUSDT; absent on most machines.</summary>
internal static class ReferenceTape
{
    /// <summary>First and last event of the capture, Unix ms.</summary>
    public const long First = 1_723_161_256_322;
    public const long Last = 1_723_161_600_030;

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    public static string FilePath => Path.Combine(Folder, "usdm_20240808.trades.jsonl.gz");

    public static void SkipUnlessPresent() => Skip.IfNot(File.Exists(FilePath), $"the reference data is not on this machine ({Folder})");

    /// <summary>The bars that lie wholly inside the tape, by open time.</summary>
    public static Dictionary<long, ExpectedBar> Bars(string symbol, string interval, long lengthMs)
    {
        using var file = File.OpenRead(Path.Combine(Folder, $"bars_usdm_20240808_{interval}.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var bars = new Dictionary<long, ExpectedBar>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var open = long.Parse(cells[1], CultureInfo.InvariantCulture);
            if (cells[0] == symbol && open >= First && open + lengthMs <= Last)
            {
                decimal Number(int i) => decimal.Parse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture);
                bars[open] = new ExpectedBar(Number(2), Number(3), Number(4), Number(5), Number(6), Number(7), Number(8), (long)Number(9), (long)Number(10), (long)Number(11));
            }
        }

        return bars;
    }

    /// <summary>Live β, α, z and correlation for W = Z = 60, by open time.</summary>
    public static List<(long Time, double Beta, double Alpha, double Z, double Correlation)> Statistics()
    {
        var all = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "reference_live.json")))!["usdm_20240808_1s"]!["60"]!;
        double Value(string name, int i) => all[name]![i]!.GetValue<double>();
        return [.. Enumerable.Range(0, all["time"]!.AsArray().Count).Select(i =>
            (long.Parse(all["time"]![i]!.GetValue<string>(), CultureInfo.InvariantCulture), Value("beta", i), Value("alpha", i), Value("z", i), Value("corr", i)))];
    }
}

/// <summary>One row of the reference bars.</summary>
internal sealed record ExpectedBar(
    decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal QuoteVolume, decimal TakerBuyVolume, long Trades, long FirstId, long LastId);
