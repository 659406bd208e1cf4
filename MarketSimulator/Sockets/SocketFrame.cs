namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>One message on its way to one socket.</summary>
/// <param name="Payload">The whole message.</param>
/// <param name="IsData">False for answers to the client's own requests, which faults leave alone.</param>
/// <param name="IsBinary">Sent as a binary message.</param>
/// <param name="QueuedAt">Time stamp of the time provider.</param>
/// <param name="ClosesWith">The socket is closed with 1008 and this reason once the frame is out.</param>
internal readonly record struct SocketFrame(
    ReadOnlyMemory<byte> Payload, bool IsData, bool IsBinary = false, long QueuedAt = 0, string? ClosesWith = null);
