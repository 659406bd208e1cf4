using System.Text;
using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator.Faults;

/// <summary>Frames that no client should have to see, of ten kinds. None of them is a valid trade, and none may end a connection.</summary>
internal static class GarbageFrames
{
    private static readonly string[] Texts =
    [
        "not json at all",
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":17231612""",
        "",
        """[1,2,{"e":"aggTrade"}]""",
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":"soon","s":7,"a":"x","p":1,"q":null,"f":{},"l":[],"T":-1,"m":"true"}}""",
        """{"stream":"btcusdt@aggTrade","data":null}""",
        """{"stream":"btcusdt@nothing","data":{"e":"nothing","E":1}}""",
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","s":"BTCUSDT"}}""",
    ];

    public static SocketFrame Next(int number)
    {
        var kind = number % (Texts.Length + 2);
        if (kind < Texts.Length)
            return new SocketFrame(Encoding.UTF8.GetBytes(Texts[kind]), IsData: true);
        return kind == Texts.Length
            ? new SocketFrame(new byte[] { 0x00, 0xff, 0xfe, 0x7b, 0x80, 0x22 }, IsData: true, IsBinary: true)
            : new SocketFrame(Encoding.UTF8.GetBytes("{\"stream\":\"" + new string('x', 1 << 20) + "\",\"data\":{}}"), IsData: true);
    }
}
