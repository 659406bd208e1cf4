using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace QuantPlatform.Tests.Analytics;

/// <summary>The reference series and values that live beside the repository, not in it. A test that needs them is skipped where they are absent.</summary>
internal static class ReferenceData
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../shared/data"));

    // The reference grids stop at midnight; the tape has a few trades after it.
    private const long TapeEnd = 1_723_161_600_000;

    public static readonly string[] Pairs =
    [
        "ief_tip_daily", "ewc_ewa_daily", "gld_gdx_daily", "xlf_xlk_daily", "coinbase_eth_btc_1m", "coinbase_ltc_eth_1m", "usdm_20240808_1s",
        "usdm_20240808_5s", "macro_cons_gdp",
    ];

    public static JsonElement Json(string file)
    {
        var path = Require(file);
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static JsonElement Fixture(string pair) => Json("reference_fixtures.json").GetProperty("pairs").GetProperty(pair);

    /// <summary>A number; null is unknown, "inf" and "-inf" are infinite.</summary>
    public static double Number(this JsonElement of, string name) => Number(of.GetProperty(name));

    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => value.GetString() == "inf" ? double.PositiveInfinity : double.NegativeInfinity,
        _ => value.GetDouble(),
    };

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    /// <summary>The series of a reference pair: times as positions where the source has dates, Unix ms where it has those.</summary>
    public static PairInput Pair(string name) => name switch
    {
        "ief_tip_daily" => Columns("etf_daily_2008_2016.csv.gz", "IEF", "TIP"),
        "ewc_ewa_daily" => Columns("country_etf_daily_2016_2021.csv.gz", "EWC US Equity", "EWA US Equity"),
        "gld_gdx_daily" => Columns("gld_gdx_daily_2015.csv.gz", "GLD", "GDX"),
        "xlf_xlk_daily" => Columns("xlf_xlk_daily_2018_2020.csv.gz", "XLF", "XLK"),
        "coinbase_eth_btc_1m" => Join("coinbase_1m_ethusd_20180404_05.csv.gz", "coinbase_1m_btcusd_20180404_05.csv.gz", 60_000, 0),
        "coinbase_ltc_eth_1m" => Join("coinbase_1m_ltcusd_20180404_05.csv.gz", "coinbase_1m_ethusd_20180404_05.csv.gz", 60_000, 1_522_886_400_000),
        "usdm_20240808_1s" => Filled("bars_usdm_20240808_1s.csv.gz", 1_000),
        "usdm_20240808_5s" => Filled("bars_usdm_20240808_5s.csv.gz", 5_000),
        "macro_cons_gdp" => Columns("sm_macrodata.csv", "realcons", "realgdp"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Numeric columns of a CSV by header name.</summary>
    public static double[][] Read(string file, params string[] columns)
    {
        var lines = Lines(file);
        var header = lines[0].Split(',').Select(h => h.Trim('"')).ToArray();
        var at = columns.Select(c => Array.IndexOf(header, c)).ToArray();
        Assert.DoesNotContain(-1, at);
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        return at.Select(i => rows.Select(r => double.Parse(r[i], CultureInfo.InvariantCulture)).ToArray()).ToArray();
    }

    public static string[] Lines(string file)
    {
        using var stream = File.OpenRead(Require(file));
        using Stream unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(unpacked);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#').ToArray();
    }

    private static PairInput Columns(string file, string y, string x)
    {
        var columns = Read(file, y, x);
        return new PairInput(1, Enumerable.Range(0, columns[0].Length).Select(i => (long)i).ToArray(), columns[0], columns[1]);
    }

    private static PairInput Join(string fileY, string fileX, long interval, long from)
    {
        var y = Read(fileY, "open_time_ms", "close");
        var x = Read(fileX, "open_time_ms", "close");
        var closes = x[0].Zip(x[1]).ToDictionary(p => (long)p.First, p => p.Second);
        var rows = y[0].Zip(y[1]).Where(p => p.First >= from && closes.ContainsKey((long)p.First)).ToArray();
        return new PairInput(
            interval, rows.Select(r => (long)r.First).ToArray(), rows.Select(r => r.Second).ToArray(), rows.Select(r => closes[(long)r.First]).ToArray());
    }

    private static PairInput Filled(string file, long interval)
    {
        var rows = Lines(file).Skip(1).Select(l => l.Split(',')).ToArray();
        var times = rows.Select(r => long.Parse(r[1], CultureInfo.InvariantCulture)).ToArray();
        Dictionary<long, double> Closes(string symbol) => rows.Where(r => r[0] == symbol)
            .ToDictionary(r => long.Parse(r[1], CultureInfo.InvariantCulture), r => double.Parse(r[5], CultureInfo.InvariantCulture));
        var y = Closes("ETHUSDT");
        var x = Closes("BTCUSDT");
        List<long> grid = [];
        List<double> ys = [], xs = [];
        double lastY = double.NaN, lastX = double.NaN;
        for (var time = times.Min(); time < TapeEnd; time += interval)
        {
            lastY = y.GetValueOrDefault(time, lastY);
            lastX = x.GetValueOrDefault(time, lastX);
            if (double.IsNaN(lastY) || double.IsNaN(lastX))
                continue;
            grid.Add(time);
            ys.Add(lastY);
            xs.Add(lastX);
        }

        return new PairInput(interval, [.. grid], [.. ys], [.. xs]);
    }

    private static string Require(string file)
    {
        var path = Path.Combine(Folder, file);
        Skip.IfNot(File.Exists(path), $"The reference data is not beside the repository: {path}");
        return path;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>Joined closes of two legs.</summary>
internal sealed record PairInput(long IntervalMs, long[] Times, double[] Y, double[] X)
{
    public double[] LogY => Array.ConvertAll(Y, Math.Log);

    public double[] LogX => Array.ConvertAll(X, Math.Log);
}
