using System.Buffers.Binary;
using System.Numerics;

namespace QuantPlatform.Silo.Storage;

/// <summary>
/// Stored bytes of a grain state: a header of 16 bytes (magic <c>QPGS</c>, format version, payload length, CRC-32C of the payload; little endian), then the payload.
/// What does not match its header is refused, never read as empty.
/// </summary>
public static class GrainStateBlob
{
    /// <summary>The format's version.</summary>
    public const uint Version = 1;

    private const int HeaderLength = 16;
    private const uint Magic = 0x53475051;

    /// <summary>Puts the header before a payload.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> payload)
    {
        var blob = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(blob, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(8), (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(12), Checksum(payload));
        payload.CopyTo(blob.AsSpan(HeaderLength));
        return blob;
    }

    /// <summary>The payload of a blob.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says how.</exception>
    public static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderLength)
        {
            throw new InvalidDataException($"it has {blob.Length} bytes, fewer than a header");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(blob) != Magic)
        {
            throw new InvalidDataException("it does not begin with the mark of a grain state");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(blob[4..]) is var version && version != Version)
        {
            throw new InvalidDataException($"its format is {version}, this release reads {Version}");
        }

        var payload = blob[HeaderLength..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(blob[8..]) is var length && length != payload.Length)
        {
            throw new InvalidDataException($"it holds {payload.Length} bytes and should hold {length}");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(blob[12..]) != Checksum(payload))
        {
            throw new InvalidDataException("its checksum does not match");
        }

        return payload;
    }

    /// <summary>CRC-32C (Castagnoli: reflected, initial value and final xor 0xFFFFFFFF).</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
