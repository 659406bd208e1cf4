using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>A receiver of webhooks on loopback that answers in bytes, so that it can misbehave in every way.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<Socket, ReceivedMessage, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private int _connected;

    /// <param name="answer">Says something after a whole message has come; the connection is closed behind it.</param>
    public Receiver(Func<Socket, ReceivedMessage, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Accept();
    }

    public Receiver(string answer)
        : this((socket, _, stop) => Say(socket, answer, stop))
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook";

    /// <summary>Connections so far.</summary>
    public int Connected => Volatile.Read(ref _connected);

    public ConcurrentQueue<ReceivedMessage> Messages { get; } = [];

    public static async Task Say(Socket socket, string text, CancellationToken stop) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), stop);

    public static Task Hang(Socket socket, ReceivedMessage message, CancellationToken stop) => Task.Delay(Timeout.Infinite, stop);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connected);
                _connections.Add(Serve(socket));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                var message = await Read(socket);
                Messages.Enqueue(message);
                await _answer(socket, message, _stop.Token);
                socket.Shutdown(SocketShutdown.Send);
                // Until the other side closes, so that it gets every byte.
                while (await socket.ReceiveAsync(new byte[256], _stop.Token) > 0)
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The other side left, or the test is over.
            }
        }
    }

    private async Task<ReceivedMessage> Read(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4_096];
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var lines = text[..end].Split("\r\n");
                var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
                var body = bytes.Skip(Encoding.UTF8.GetByteCount(text[..(end + 4)])).ToArray();
                if (body.Length >= int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture))
                {
                    return new ReceivedMessage(lines[0], headers, body);
                }
            }

            var read = await socket.ReceiveAsync(buffer, _stop.Token);
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            bytes.AddRange(buffer[..read]);
        }
    }
}

/// <summary>A message as it came over the wire.</summary>
internal sealed record ReceivedMessage(string RequestLine, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];
}
