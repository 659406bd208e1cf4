using System.Buffers;
using System.Text;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>A payload of a stream in both forms that sockets ask for, made once for all of them.</summary>
internal sealed class StreamMessage(string stream, ReadOnlyMemory<byte> payload)
{
    private ReadOnlyMemory<byte>? _combined;

    public string Stream { get; } = stream;

    public ReadOnlyMemory<byte> Raw { get; } = payload;

    public ReadOnlyMemory<byte> Combined => _combined ??= Wrap();

    private ReadOnlyMemory<byte> Wrap()
    {
        var buffer = new ArrayBufferWriter<byte>(Raw.Length + Stream.Length + 24);
        buffer.Write("{\"stream\":\""u8);
        Encoding.UTF8.GetBytes(Stream, buffer);
        buffer.Write("\",\"data\":"u8);
        buffer.Write(Raw.Span);
        buffer.Write("}"u8);
        return buffer.WrittenMemory;
    }
}
