using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Reads rows of a <see cref="RowFile"/> one after another, with a buffer of its own.</summary>
internal sealed class RowReader(SafeFileHandle file, long start, long end, int bufferBytes)
{
    private byte[] buffer = new byte[bufferBytes];
    private readonly long first = start;
    private long position = start;
    private int from;
    private int to;
    private int length;

    /// <summary>Time of the current row, Unix ms.</summary>
    public long Time => BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(from + 2));

    /// <summary>Orders rows of one time.</summary>
    public long Rank => BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(from + 10));

    /// <summary>The current row's own bytes; valid until <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Payload => buffer.AsSpan(from + RowFile.Head, length - RowFile.Head);

    /// <summary>Share of the range that was read, 0 to 1.</summary>
    public double Progress => end == first ? 1 : (double)(position - (to - from) - first) / (end - first);

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool Next()
    {
        from += length;
        length = 0;
        if (!Has(RowFile.Head))
        {
            return false;
        }

        var whole = RowFile.Head + BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(from));
        if (!Has(whole))
        {
            throw new EndOfStreamException("A row is cut off.");
        }

        length = whole;
        return true;
    }

    private bool Has(int count)
    {
        if (to - from >= count)
        {
            return true;
        }

        buffer.AsSpan(from, to - from).CopyTo(buffer);
        (from, to) = (0, to - from);
        if (count > buffer.Length)
        {
            Array.Resize(ref buffer, count);
        }

        while (to < count)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(to, (int)Math.Min(buffer.Length - to, end - position)), position);
            if (read == 0)
            {
                break;
            }

            position += read;
            to += read;
        }

        return to >= count;
    }
}
