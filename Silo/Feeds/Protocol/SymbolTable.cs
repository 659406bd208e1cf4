using System.Text;

namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>An immutable set of symbols that is searched by UTF-8 bytes without allocating.</summary>
internal sealed class SymbolTable
{
    public static readonly SymbolTable Empty = new([]);

    private readonly string[] names;
    private readonly byte[][] utf8;
    private readonly int[] buckets;

    public SymbolTable(IEnumerable<string> symbols)
    {
        names = [.. symbols.Distinct(StringComparer.Ordinal)];
        utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
        var size = 8;
        while (size < names.Length * 3)
        {
            size *= 2;
        }

        buckets = new int[size];
        for (var i = 0; i < utf8.Length; i++)
        {
            var slot = Hash(utf8[i]) & (size - 1);
            while (buckets[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            buckets[slot] = i + 1;
        }
    }

    public int Count => names.Length;

    /// <summary>The symbol at an index that <see cref="Find"/> gave.</summary>
    public string this[int index] => names[index];

    /// <summary>Index of the symbol with exactly these bytes; −1 when it is not in the table.</summary>
    public int Find(ReadOnlySpan<byte> symbol)
    {
        var slot = Hash(symbol) & (buckets.Length - 1);
        while (buckets[slot] is var entry and not 0)
        {
            if (symbol.SequenceEqual(utf8[entry - 1]))
            {
                return entry - 1;
            }

            slot = (slot + 1) & (buckets.Length - 1);
        }

        return -1;
    }

    // FNV-1a
    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)(hash ^ (hash >> 15));
    }
}
