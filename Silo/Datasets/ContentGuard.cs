using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Looks at a file's bytes as they come and refuses what cannot be a table of text: by content, never by name. Keeps nothing but counters.</summary>
/// <param name="maxBytes">Most bytes.</param>
/// <param name="beyond">What one more is refused with; null: the largest file.</param>
internal sealed class ContentGuard(long maxBytes, Refusal? beyond = null)
{
    /// <summary>Longest line, bytes.</summary>
    public const int MaxLine = 16 * 1024;

    private static readonly (byte[] Magic, string What)[] Archives =
    [
        ([0x1F, 0x8B], "gzip"), ("PK"u8.ToArray(), "zip"), ("BZh"u8.ToArray(), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ("Rar!"u8.ToArray(), "rar"), ("PAR1"u8.ToArray(), "Parquet"), ("%PDF"u8.ToArray(), "PDF"),
        ([0xD0, 0xCF, 0x11, 0xE0], "Excel"), ("SQLite format 3"u8.ToArray(), "SQLite"),
    ];

    private long bytes;
    private long lines = 1;
    private int line;

    /// <summary>How many bytes were taken.</summary>
    public long Bytes => bytes;

    /// <summary>Takes the next bytes.</summary>
    /// <returns>Why the file is refused; null while it is not.</returns>
    public Refusal? Take(ReadOnlySpan<byte> chunk)
    {
        if (bytes == 0 && Binary(chunk) is { } binary)
        {
            return binary;
        }

        var nul = chunk.IndexOf((byte)0);
        if (nul >= 0)
        {
            return Refuse("no NUL bytes", $"Byte {bytes + nul + 1} is a NUL: this is no text in UTF-8.");
        }

        bytes += chunk.Length;
        if (bytes > maxBytes)
        {
            return beyond ?? TooLarge(maxBytes);
        }

        while (chunk.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (line + end > MaxLine)
            {
                return TooLong();
            }

            chunk = chunk[(end + 1)..];
            line = 0;
            lines++;
        }

        line += chunk.Length;
        return line > MaxLine ? TooLong() : null;
    }

    /// <summary>The refusal of a file that is too large.</summary>
    public static Refusal TooLarge(long maxBytes) =>
        new("too_large", "file", $"at most {maxBytes} bytes", $"A file has at most {maxBytes / (1024 * 1024)} MiB.");

    private static Refusal? Binary(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, what) in Archives)
        {
            if (head.StartsWith(magic))
            {
                return Refuse("text, not an archive or binary file", $"This is a {what} file. Unpack it and send the text in it.");
            }
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (head.Length > 1 && (head[0] == 0 || head[1] == 0))
            ? Refuse("text in UTF-8", "This is text in UTF-16 or UTF-32. Save it as UTF-8.")
            : null;
    }

    private Refusal TooLong() => Refuse($"lines of at most {MaxLine} bytes", $"Line {lines} has more than {MaxLine} bytes.");

    private static Refusal Refuse(string rule, string message) => new(RefusalCodes.Invalid, "file", rule, message);
}
