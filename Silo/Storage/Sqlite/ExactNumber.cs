using Microsoft.Data.Sqlite;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>
/// Decimals as SQLite keeps them here: an integer <c>mantissa · 32 + scale</c> while the mantissa has at most 58 bits (every price and size of an exchange),
/// otherwise the 16 bytes of the decimal. Both give back the same decimal, scale included.
/// </summary>
internal static class ExactNumber
{
    private const long MantissaLimit = 1L << 58;

    /// <summary>The value to bind.</summary>
    public static object Encode(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var scale = (parts[3] >> 16) & 0x1F;
        var mantissa = ((long)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] == 0 && mantissa is >= 0 and < MantissaLimit)
        {
            return parts[3] < 0 ? (-mantissa * 32) - scale : (mantissa * 32) + scale;
        }

        var bytes = new byte[16];
        for (var i = 0; i < 4; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(i * 4), parts[i]);
        }

        return bytes;
    }

    /// <summary>Reads a column written by <see cref="Encode"/>.</summary>
    public static decimal Read(SqliteDataReader reader, int column)
    {
        if (reader.GetFieldType(column) == typeof(long))
        {
            var packed = reader.GetInt64(column);
            var (mantissa, scale) = Math.DivRem(Math.Abs(packed), 32);
            return new decimal((int)mantissa, (int)(mantissa >> 32), 0, packed < 0, (byte)scale);
        }

        var bytes = reader.GetFieldValue<byte[]>(column);
        return new decimal([BitConverter.ToInt32(bytes, 0), BitConverter.ToInt32(bytes, 4), BitConverter.ToInt32(bytes, 8), BitConverter.ToInt32(bytes, 12)]);
    }
}
