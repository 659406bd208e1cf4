using System.IO.Compression;
using System.Text.Json;

namespace QuantPlatform.MarketSimulator;

/// <summary>
/// Reads a recording: one frame a line, combined (<c>{"stream":…,"data":{…}}</c>) or bare, optionally after a local time stamp, optionally gzipped.
/// Frames other than <c>trade</c> and <c>aggTrade</c> are passed over.
/// </summary>
internal static class TapeReader
{
    /// <exception cref="InvalidDataException">A line is not a frame, or the file holds no trade.</exception>
    public static List<TapeRecord> Read(string path)
    {
        var records = new List<TapeRecord>();
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var start = line.IndexOf('{', StringComparison.Ordinal);
            if (start < 0)
                continue;
            try
            {
                using var document = JsonDocument.Parse(line.AsMemory(start));
                if (Parse(document.RootElement) is { } record)
                    records.Add(record);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
            {
                throw new InvalidDataException($"{path}, line {number}: not a frame of a trade stream: {e.Message}", e);
            }
        }

        if (records.Count == 0)
            throw new InvalidDataException($"{path}: no trade or aggTrade frame in it.");
        return records;
    }

    private static TapeRecord? Parse(JsonElement frame)
    {
        var data = frame.TryGetProperty("data", out var inner) ? inner : frame;
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("e", out var type))
            return null;
        var aggregate = type.ValueEquals("aggTrade"u8);
        if (!aggregate && !type.ValueEquals("trade"u8))
            return null;

        var id = data.GetProperty(aggregate ? "a" : "t").GetInt64();
        var trade = new MarketTrade(
            id,
            Number(data, "p"),
            Number(data, "q"),
            aggregate ? data.GetProperty("f").GetInt64() : id,
            aggregate ? data.GetProperty("l").GetInt64() : id,
            data.GetProperty("T").GetInt64(),
            data.GetProperty("m").GetBoolean());
        var kind = aggregate ? null : string.Intern(data.TryGetProperty("X", out var x) ? x.GetString()! : "MARKET");
        return new TapeRecord(string.Intern(data.GetProperty("s").GetString()!), trade, data.GetProperty("E").GetInt64(), kind);
    }

    /// <summary>A decimal keeps the trailing zeros it was written with, so what goes out is what was recorded.</summary>
    private static decimal Number(JsonElement data, string name) =>
        decimal.Parse(data.GetProperty(name).GetString()!, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);
}
