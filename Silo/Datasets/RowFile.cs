using System.Buffers.Binary;

namespace QuantPlatform.Silo.Datasets;

/// <summary>
/// Brings rows of any number into the order of (time, rank) with constant memory: blocks of <see cref="BlockBytes"/> are sorted and appended to a file, then the sorted runs are merged.
/// Rows that come in order make one run. On disk a row is: length of the payload (2 bytes), time (8), rank (8), payload.
/// </summary>
internal sealed class RowFile : IDisposable
{
    /// <summary>Bytes before a row's payload.</summary>
    public const int Head = 18;

    private const int BlockBytes = 2 * 1024 * 1024;
    private const int ReadBytes = 128 * 1024;

    private readonly string path;
    private readonly FileStream file;
    private readonly byte[] block = new byte[BlockBytes];
    private readonly byte[] sorted = new byte[BlockBytes];
    private readonly List<Entry> entries = [];
    private readonly List<(long Start, long End)> runs = [];
    private int used;
    private Entry last;

    /// <param name="path">Created, and deleted when this is disposed.</param>
    public RowFile(string path)
    {
        this.path = path;
        file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }

    /// <summary>Adds a row.</summary>
    public void Add(long time, long rank, ReadOnlySpan<byte> payload)
    {
        if (used + Head + payload.Length > BlockBytes)
        {
            Flush();
        }

        Write(block.AsSpan(used), time, rank, payload);
        entries.Add(new Entry(time, rank, used, Head + payload.Length));
        used += Head + payload.Length;
    }

    /// <summary>Writes the form of a row on disk; answers its length.</summary>
    public static int Write(Span<byte> row, long time, long rank, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(row, checked((ushort)payload.Length));
        BinaryPrimitives.WriteInt64LittleEndian(row[2..], time);
        BinaryPrimitives.WriteInt64LittleEndian(row[10..], rank);
        payload.CopyTo(row[Head..]);
        return Head + payload.Length;
    }

    /// <summary>Every row in order. Call it once, after the last <see cref="Add"/>; a reader is valid until the next step.</summary>
    public IEnumerable<RowReader> Sorted()
    {
        Flush();
        var readers = new PriorityQueue<RowReader, (long Time, long Rank)>();
        foreach (var (start, end) in runs)
        {
            var reader = new RowReader(file.SafeFileHandle, start, end, Math.Clamp(BlockBytes / runs.Count, 8 * 1024, ReadBytes));
            if (reader.Next())
            {
                readers.Enqueue(reader, (reader.Time, reader.Rank));
            }
        }

        while (readers.TryPeek(out var reader, out _))
        {
            yield return reader;
            if (reader.Next())
            {
                readers.DequeueEnqueue(reader, (reader.Time, reader.Rank));
            }
            else
            {
                readers.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        File.Delete(path);
    }

    private void Flush()
    {
        if (entries.Count == 0)
        {
            return;
        }

        entries.Sort();
        var at = 0;
        foreach (var entry in entries)
        {
            block.AsSpan(entry.Offset, entry.Length).CopyTo(sorted.AsSpan(at));
            at += entry.Length;
        }

        var start = file.Position;
        if (runs.Count > 0 && (entries[0].Time, entries[0].Rank).CompareTo((last.Time, last.Rank)) >= 0)
        {
            start = runs[^1].Start;
            runs.RemoveAt(runs.Count - 1);
        }

        file.Write(sorted.AsSpan(0, at));
        runs.Add((start, file.Position));
        last = entries[^1];
        entries.Clear();
        used = 0;
    }

    private readonly record struct Entry(long Time, long Rank, int Offset, int Length) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => (Time, Rank, Offset).CompareTo((other.Time, other.Rank, other.Offset));
    }
}
