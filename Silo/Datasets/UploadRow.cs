using System.Buffers.Binary;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Bars and trades as bytes of a <see cref="RowFile"/>. Decimals are exact: a byte that says which form, then 8 or 16 bytes.</summary>
internal static class UploadRow
{
    /// <summary>Most bytes of a payload.</summary>
    public const int MaxBytes = 192;

    private const byte Short = 1;
    private const byte Long = 2;

    public static int Write(Span<byte> bytes, Bar bar)
    {
        var at = 0;
        bytes[at++] = (byte)bar.Quality;
        Put(bytes, ref at, bar.Open);
        Put(bytes, ref at, bar.High);
        Put(bytes, ref at, bar.Low);
        Put(bytes, ref at, bar.Close);
        Put(bytes, ref at, bar.Volume);
        Put(bytes, ref at, bar.QuoteVolume);
        Put(bytes, ref at, bar.TakerBuyVolume);
        Put(bytes, ref at, bar.Trades);
        return at;
    }

    public static Bar ReadBar(long time, ReadOnlySpan<byte> bytes)
    {
        var at = 1;
        return new Bar(
            time, Decimal(bytes, ref at), Decimal(bytes, ref at), Decimal(bytes, ref at), Decimal(bytes, ref at), Decimal(bytes, ref at), Decimal(bytes, ref at),
            Decimal(bytes, ref at), Integer(bytes, ref at), null, null, (BarQuality)bytes[0], 0, BarSource.Upload);
    }

    public static int Write(Span<byte> bytes, in Trade trade)
    {
        var at = 0;
        bytes[at++] = trade.IsBuyerMaker ? (byte)1 : (byte)0;
        Put(bytes, ref at, trade.Price);
        Put(bytes, ref at, trade.Size);
        Put(bytes, ref at, trade.Id);
        Put(bytes, ref at, trade.FirstRawId);
        Put(bytes, ref at, trade.LastRawId);
        return at;
    }

    public static Trade ReadTrade(long time, ReadOnlySpan<byte> bytes)
    {
        var at = 1;
        var (price, size) = (Decimal(bytes, ref at), Decimal(bytes, ref at));
        return new Trade(Integer(bytes, ref at), price, size, time, bytes[0] == 1, Integer(bytes, ref at), Integer(bytes, ref at));
    }

    private static void Put(Span<byte> bytes, ref int at, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], value);
        at += 8;
    }

    private static long Integer(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        at += 8;
        return value;
    }

    private static void Put(Span<byte> bytes, ref int at, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var isShort = parts[2] == 0;
        bytes[at++] = isShort ? Short : Long;
        for (var i = 0; i < 4; i++)
        {
            if (i != 2 || !isShort)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], parts[i]);
                at += 4;
            }
        }
    }

    private static decimal Decimal(ReadOnlySpan<byte> bytes, ref int at)
    {
        Span<int> parts = stackalloc int[4];
        var isShort = bytes[at++] == Short;
        for (var i = 0; i < 4; i++)
        {
            if (i != 2 || !isShort)
            {
                parts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
                at += 4;
            }
        }

        return new decimal(parts);
    }
}
