using System.Net.WebSockets;
using System.Threading.Channels;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>What a socket's reader calls, on its own thread and in the order received.</summary>
internal interface ILinkTarget
{
    /// <summary>The first bytes of a message are in.</summary>
    void OnReceiving();

    /// <summary>A text message, valid until the call returns.</summary>
    void OnMessage(SocketLink link, ReadOnlySpan<byte> message);

    /// <summary>A message that is not worth parsing (binary, too long) was skipped.</summary>
    void OnUnusable();
}

/// <summary>One WebSocket to the exchange: paced requests out, messages in. It ends once and is not used again.</summary>
internal sealed class SocketLink : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly SocketTimings timings;
    private readonly TimeProvider time;
    private readonly Channel<(bool IsSubscribe, string[] Names)> outgoing = Channel.CreateUnbounded<(bool, string[])>();
    private readonly CancellationTokenSource stop = new();
    private int unsent, hasEnded;
    private string? reason;

    public SocketLink(SocketTimings timings, TimeProvider time)
    {
        (this.timings, this.time) = (timings, time);
        Requests = new RequestLog(time);
        socket.Options.KeepAliveInterval = timings.PingInterval;
        socket.Options.KeepAliveTimeout = timings.PongTimeout;
    }

    /// <summary>What was asked and is not answered yet.</summary>
    public RequestLog Requests { get; }

    /// <summary>Everything asked so far has been sent and answered.</summary>
    public bool IsSettled => Volatile.Read(ref unsent) == 0 && Requests.IsSettled;

    /// <summary>Connects; throws <see cref="WebSocketException"/> or <see cref="TimeoutException"/>.</summary>
    public async Task Connect(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(timings.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (address.IsLoopback)
            {
                socket.Options.Proxy = null;
            }

            await socket.ConnectAsync(address, both.Token);
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {timings.ConnectTimeout.TotalSeconds:0} s", late);
        }
    }

    /// <summary>Asks for streams, in requests of at most 200 names.</summary>
    public void Subscribe(IEnumerable<string> names) => Enqueue(isSubscribe: true, names);

    /// <summary>Asks for no more of these streams.</summary>
    public void Unsubscribe(IEnumerable<string> names) => Enqueue(isSubscribe: false, names);

    /// <summary>Ends the link for a reason; the first one counts.</summary>
    public void End(string because)
    {
        if (Interlocked.Exchange(ref hasEnded, 1) == 0)
        {
            reason = because;

            // Whatever waits for the end goes on elsewhere: the caller may hold a lock.
            _ = stop.CancelAsync();
        }
    }

    /// <summary>Sends and receives until the link ends; returns why it did.</summary>
    public async Task<string> Run(ILinkTarget target, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => End("stopped"));
        var sending = Send();
        await Receive(target);
        await stop.CancelAsync();
        await sending;
        return reason ?? "ended";
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        socket.Abort();
        socket.Dispose();
    }

    private void Enqueue(bool isSubscribe, IEnumerable<string> names)
    {
        foreach (var batch in names.Chunk(timings.MaxNames))
        {
            Interlocked.Increment(ref unsent);
            outgoing.Writer.TryWrite((isSubscribe, batch));
        }
    }

    private async Task Receive(ILinkTarget target)
    {
        var reader = new MessageReader(socket, timings.MaxMessage);
        try
        {
            while (true)
            {
                switch (await reader.Read(target.OnReceiving, stop.Token))
                {
                    case MessageKind.Close:
                        End($"the exchange closed the connection ({socket.CloseStatus} {socket.CloseStatusDescription})".Replace(" )", ")", StringComparison.Ordinal));
                        return;
                    case MessageKind.Text:
                        target.OnMessage(this, reader.Message.Span);
                        break;
                    case MessageKind.Unusable:
                        target.OnUnusable();
                        break;
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            End(error is WebSocketException broken ? "the connection broke: " + broken.Message : "the connection broke");
        }
    }

    private async Task Send()
    {
        try
        {
            await foreach (var (isSubscribe, names) in outgoing.Reader.ReadAllAsync(stop.Token))
            {
                var text = Requests.Write(isSubscribe, names);
                Interlocked.Decrement(ref unsent);
                await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, stop.Token);
                await Task.Delay(timings.SendSpacing, time, stop.Token);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            End("the connection broke while sending");
        }
    }
}
