using System.IO.Compression;
using System.Text;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Files that an upload has to refuse, by name, with the status they get.</summary>
internal static class HostileFiles
{
    public static readonly IReadOnlyDictionary<string, int> All = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["200 MB body"] = 413,
        ["200 MB body of unknown length"] = 413,
        ["gzip bomb"] = 400,
        ["zip"] = 400,
        ["NUL bytes"] = 400,
        ["NUL bytes far in"] = 400,
        ["a million columns"] = 400,
        ["one 50 MB line"] = 400,
        ["UTF-16"] = 400,
        ["formula cells"] = 400,
        ["not UTF-8"] = 400,
        ["empty"] = 400,
    };

    /// <summary>A request that uploads one.</summary>
    public static HttpRequestMessage Upload(string name)
    {
        var form = new MultipartFormDataContent { { new StringContent("X"), "symbol" }, { Body(name), "file", "x.csv" } };
        var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/datasets") { Content = form };
        request.Headers.TransferEncodingChunked = name.EndsWith("unknown length", StringComparison.Ordinal);
        return request;
    }

    private static HttpContent Body(string name) => name switch
    {
        "200 MB body" or "200 MB body of unknown length" => new RepeatedContent("1704067200,1,1,1,1,1\n"u8.ToArray(), 200L * 1024 * 1024),
        "gzip bomb" => new ByteArrayContent(Gzip()),
        "zip" => new ByteArrayContent([0x50, 0x4B, 3, 4, .. new byte[100]]),
        "NUL bytes" => new ByteArrayContent("time,close\n1704067200,\0\0\n"u8.ToArray()),
        "NUL bytes far in" => new RepeatedContent("1704067200,1,1,1,1,1\n"u8.ToArray(), 20L * 1024 * 1024, "\0"u8.ToArray()),
        "a million columns" => new StringContent(string.Join(',', Enumerable.Repeat("1", 1_000_000))),
        "one 50 MB line" => new RepeatedContent("1,1,1,1,"u8.ToArray(), 50L * 1024 * 1024),
        "UTF-16" => new ByteArrayContent(Encoding.Unicode.GetBytes("time,close\n1704067200,1\n")),
        "formula cells" => new StringContent("time,close,note\n1704067200,1,=HYPERLINK(\"http://x\")\n"),
        "not UTF-8" => new ByteArrayContent([.. "time,close\n1704067200,1\n1704067260,"u8, 0xC3, 0x28, (byte)'\n']),
        "empty" => new ByteArrayContent([]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a hostile file"),
    };

    private static byte[] Gzip()
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(new byte[20_000_000]);
        }

        return stream.ToArray();
    }
}
