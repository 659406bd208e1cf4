using System.Net;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>A body of any length made of one piece again and again; it needs no memory here.</summary>
/// <param name="end">What comes after it.</param>
internal sealed class RepeatedContent(byte[] piece, long length, byte[]? end = null) : HttpContent
{
    private readonly byte[] end = end ?? [];

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var block = new byte[piece.Length * 4_096];
        for (var i = 0; i < 4_096; i++)
        {
            piece.CopyTo(block, i * piece.Length);
        }

        for (var left = length; left > 0; left -= block.Length)
        {
            await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, left)));
        }

        await stream.WriteAsync(end);
    }

    protected override bool TryComputeLength(out long total)
    {
        total = length + end.Length;
        return true;
    }
}
