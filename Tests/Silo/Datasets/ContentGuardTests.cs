using System.IO.Compression;
using System.Text;
using QuantPlatform.Silo.Datasets;
using Xunit;

namespace QuantPlatform.Tests.Silo.Datasets;

public sealed class ContentGuardTests
{
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "not an archive", Gzip() },
        { "not an archive", [0x50, 0x4B, 3, 4, 20, 0] },
        { "not an archive", "PAR1"u8.ToArray() },
        { "UTF-8", Encoding.Unicode.GetPreamble() },
        { "UTF-8", Encoding.Unicode.GetBytes("time,close\n") },
        { "UTF-8", Encoding.BigEndianUnicode.GetBytes("time,close\n") },
        { "NUL", "time,close\n1,\0\n"u8.ToArray() },
        { "lines of at most", Encoding.UTF8.GetBytes(new string('a', ContentGuard.MaxLine + 1)) },
        { "lines of at most", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("a", 1_000_000))) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Take_WhatIsNoTableOfText_IsRefusedByRule(string rule, byte[] bytes) =>
        Assert.Contains(rule, new ContentGuard(1_000_000_000).Take(bytes)!.Rule, StringComparison.Ordinal);

    [Fact]
    public void Take_ALongLineInSmallChunks_IsRefusedAsSoonAsItIsTooLong()
    {
        var guard = new ContentGuard(1_000_000_000);
        var chunk = Encoding.UTF8.GetBytes(new string('1', 1_000));
        var taken = 0;
        while (guard.Take(chunk) is null)
        {
            taken += chunk.Length;
        }

        Assert.InRange(taken, ContentGuard.MaxLine - 1_000, ContentGuard.MaxLine);
    }

    [Fact]
    public void Take_MoreThanAllowed_IsTooLarge()
    {
        var guard = new ContentGuard(10);
        Assert.Null(guard.Take("12345\n789\n"u8));

        Assert.Equal("too_large", guard.Take("x"u8)!.Code);
    }

    [Fact]
    public void Take_LongTextOfShortLines_Passes()
    {
        var guard = new ContentGuard(1_000_000_000);
        var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1704164640,1,2,1,2,5\n", 3_000)));
        for (var i = 0; i < 50; i++)
        {
            Assert.Null(guard.Take(chunk));
        }

        Assert.Equal(50L * chunk.Length, guard.Bytes);
    }

    private static byte[] Gzip()
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(new byte[1_000_000]);
        }

        return stream.ToArray();
    }
}
