using System.Globalization;
using System.Text;

namespace QuantPlatform.Tests.MarketSimulator;

/// <summary>A tape of two symbols written for one test: a trade of each in turn, 100 ms apart.</summary>
internal sealed class SmallTape : IDisposable
{
    public const long FirstTime = 1_700_000_000_000;
    public const int FirstId = 1000;

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".jsonl");

    public static SmallTape Of(int frames, Func<int, string>? kind = null)
    {
        var tape = new SmallTape();
        var text = new StringBuilder();
        for (var i = 0; i < frames; i++)
        {
            var (symbol, price, id) = i % 2 == 0 ? ("BTCUSDT", "60000.10", FirstId + (i / 2)) : ("ETHUSDT", "2500.00", FirstId + (i / 2));
            var time = FirstTime + (100 * i);
            text.Append(CultureInfo.InvariantCulture, $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@trade","data":{"e":"trade","E":{{{time + 1}}},"T":{{{time}}},"s":"{{{symbol}}}","t":{{{id}}},"p":"{{{price}}}","q":"0.0{{{i % 9 + 1}}}0","X":"{{{kind?.Invoke(i) ?? "MARKET"}}}","m":{{{(i % 3 == 0 ? "true" : "false")}}}}}""").Append('\n');
        }

        File.WriteAllText(tape.Path, text.ToString());
        return tape;
    }

    public void Dispose() => File.Delete(Path);
}
