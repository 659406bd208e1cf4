using System.Net.WebSockets;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>Puts the fragments of WebSocket messages together in one buffer that is used again for each message.</summary>
internal sealed class MessageReader(WebSocket socket, int maxMessage)
{
    private byte[] buffer = new byte[16 * 1024];

    /// <summary>The message read last; empty unless it was a text of acceptable length.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Waits for a message.</summary>
    /// <param name="onFirstBytes">Called when the first bytes of a message are in.</param>
    /// <returns><see cref="MessageKind.Unusable"/> for a binary or too long message, which was read to its end and thrown away.</returns>
    public async ValueTask<MessageKind> Read(Action onFirstBytes, CancellationToken cancellationToken)
    {
        Message = default;
        var length = 0;
        var isUsable = true;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return MessageKind.Close;
            }

            if (length == 0)
            {
                onFirstBytes();
            }

            isUsable &= part.MessageType == WebSocketMessageType.Text;
            length = isUsable ? length + part.Count : 0;
            if (part.EndOfMessage)
            {
                Message = isUsable ? buffer.AsMemory(0, length) : default;
                return isUsable ? MessageKind.Text : MessageKind.Unusable;
            }

            if (length == buffer.Length)
            {
                if (buffer.Length >= maxMessage)
                {
                    (isUsable, length) = (false, 0);
                }
                else
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxMessage));
                }
            }
        }
    }
}

/// <summary>What a socket delivered.</summary>
internal enum MessageKind
{
    Text,
    Unusable,
    Close,
}
