using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace QuantPlatform.Tests.MarketSimulator;

/// <summary>A plain client of the exchange for tests: one socket, messages read with a deadline.</summary>
internal sealed class ExchangeClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 21];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public WebSocketMessageType LastType { get; private set; }

    public static async Task<ExchangeClient> Connect(Uri root, string path)
    {
        var client = new ExchangeClient();
        using var deadline = new CancellationTokenSource(Deadline);
        await client._socket.ConnectAsync(new Uri(root.ToString().TrimEnd('/') + path), deadline.Token);
        return client;
    }

    public Task Send(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<string> Ask(string text)
    {
        await Send(text);
        return await Read() ?? throw new InvalidOperationException("The socket was closed instead of answering.");
    }

    /// <summary>The next message; null when the server closed.</summary>
    public async Task<string?> Read(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), deadline.Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        LastType = part.MessageType;
        return part.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(_buffer, 0, length);
    }

    public async Task<List<string>> Read(int count)
    {
        var messages = new List<string>(count);
        while (messages.Count < count)
            messages.Add(await Read() ?? throw new InvalidOperationException($"Closed after {messages.Count} messages."));
        return messages;
    }

    /// <summary>Whether nothing at all arrives for that long. The socket cannot be used afterwards.</summary>
    public async Task<bool> IsSilentFor(TimeSpan time)
    {
        try
        {
            await Read(time);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>What arrives before the connection breaks; fails if it is closed in order.</summary>
    public async Task<List<string>> ReadUntilCut()
    {
        var messages = new List<string>();
        try
        {
            while (await Read() is { } message)
                messages.Add(message);
        }
        catch (WebSocketException)
        {
            return messages;
        }

        throw new InvalidOperationException("The socket was closed in order.");
    }

    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
