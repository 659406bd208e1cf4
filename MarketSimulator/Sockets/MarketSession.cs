using System.Net.WebSockets;
using System.Threading.Channels;
using QuantPlatform.MarketSimulator.Faults;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>One socket: answers its requests and sends what the broadcaster offers, in order, through the faults that are switched on.</summary>
#pragma warning disable CA1001 // Its one token source has no timer, so nothing to dispose, and is cancelled by others after the end.
internal sealed class MarketSession
#pragma warning restore CA1001
{
    private const int LongestRequest = 1 << 16;
    private static readonly TimeSpan ReorderHold = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly ExchangeOptions _options;
    private readonly ExchangeFaults _faults;
    private readonly IMarketSource _source;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<SocketFrame> _queue;
    private readonly SubscriptionList _subscriptions;
    private readonly ControlProtocol _control;
    private readonly IReadOnlyList<string> _firstStreams;
    private volatile bool _refused;

    public MarketSession(WebSocket socket, SocketPath path, StreamDirectory directory, IMarketSource source, ExchangeOptions options, ExchangeFaults faults, TimeProvider time)
    {
        (_socket, _options, _faults, _source, _time, _firstStreams) = (socket, options, faults, source, time, path.Streams);
        _queue = Channel.CreateBounded<SocketFrame>(new BoundedChannelOptions(options.SendQueue) { SingleReader = true });
        _subscriptions = new SubscriptionList(path.Route, directory);
        _control = new ControlProtocol(_subscriptions, path.Combined, options.MaxStreams);
    }

    /// <summary>The streams this socket gets data of.</summary>
    public IReadOnlyDictionary<string, MarketStream> Streams => _subscriptions.Served;

    /// <summary>Runs until either side ends it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, _ending.Token);
        var sending = Send(stop.Token);
        try
        {
            await Begin(stop.Token);
            await Receive(stop.Token);
            if (_refused)
                await _ending.CancelAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ChannelClosedException)
        {
            await _ending.CancelAsync();   // the peer or a fault ended the connection
        }

        _queue.Writer.TryComplete();
        await sending;
    }

    /// <summary>Ends the connection without a handshake.</summary>
    public void Abort()
    {
        _ending.Cancel();
        _socket.Abort();
    }

    /// <summary>Queues a message of a stream that this socket has. A reader that does not keep up is cut: at once, or after a while if the source waits for it.</summary>
    public async ValueTask Offer(StreamMessage message, CancellationToken cancellationToken)
    {
        if (_faults.Silent || _refused)
            return;
        var frame = new SocketFrame(_control.Combined ? message.Combined : message.Raw, IsData: true, QueuedAt: _time.GetTimestamp());
        if (_queue.Writer.TryWrite(frame))
            return;
        if (!_source.WaitsForReaders)
        {
            Abort();
            return;
        }

        using var patience = new CancellationTokenSource(_options.SlowReaderTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token, _ending.Token);
        try
        {
            await _queue.Writer.WriteAsync(frame, both.Token);
        }
        catch (Exception e) when (e is ChannelClosedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Abort();
        }
    }

    private async Task Begin(CancellationToken cancellationToken)
    {
        if (_subscriptions.Add(_firstStreams, _options.MaxStreams) is not { } added)
            await Answer(ControlProtocol.TooManyStreams(null), cancellationToken);
        else
            Announce(added);
    }

    private async Task Receive(CancellationToken cancellationToken)
    {
        var allowance = new MessageAllowance(_options.MessageBurst, _options.MessagesPerSecond, _time);
        var buffer = new byte[LongestRequest];
        while (!cancellationToken.IsCancellationRequested)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);

            if (part.MessageType == WebSocketMessageType.Close)
                return;
            if (!part.EndOfMessage)
                await Answer(new ControlReply(default) { ClosesWith = "Payload too long" }, cancellationToken);
            else if (_refused)
                continue;
            else if (!allowance.TryTake())
                await Answer(new ControlReply(default) { ClosesWith = "Too many requests" }, cancellationToken);
            else
                await Answer(_control.Handle(buffer.AsMemory(0, length)), cancellationToken);
        }
    }

    private async Task Answer(ControlReply reply, CancellationToken cancellationToken)
    {
        await _queue.Writer.WriteAsync(new SocketFrame(reply.Payload, IsData: false, ClosesWith: reply.ClosesWith), cancellationToken);
        Announce(reply.Added);
    }

    private void Announce(IReadOnlyList<MarketStream> added)
    {
        foreach (var symbol in added.Select(s => s.Symbol).Distinct())
            _source.Subscribed(symbol);
    }

    private async Task Send(CancellationToken cancellationToken)
    {
        var line = new FaultLine(_faults);
        var output = new List<SocketFrame>();
        try
        {
            while (await More(line.IsHolding, cancellationToken) is { } more)
            {
                output.Clear();
                if (!more)
                    line.Flush(output);
                else if (_queue.Reader.TryRead(out var frame))
                    line.Pass(frame, output);
                foreach (var next in output)
                {
                    if (!await Send(next, cancellationToken))
                        return;
                }
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _queue.Writer.TryComplete();
            await _ending.CancelAsync();
        }
    }

    /// <summary>True = a frame is there; false = none came while a window waited to fill; null = there will be no more.</summary>
    private async ValueTask<bool?> More(bool holding, CancellationToken cancellationToken)
    {
        if (!holding)
            return await _queue.Reader.WaitToReadAsync(cancellationToken) ? true : null;
        using var hold = new CancellationTokenSource(ReorderHold, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hold.Token);
        try
        {
            return await _queue.Reader.WaitToReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask<bool> Send(SocketFrame frame, CancellationToken cancellationToken)
    {
        if (frame.IsData && _faults.Delay is var delay && delay - _time.GetElapsedTime(frame.QueuedAt) is { Ticks: > 0 } left)
            await Task.Delay(left, _time, cancellationToken);
        if (!frame.Payload.IsEmpty || frame.IsData)
            await _socket.SendAsync(frame.Payload, frame.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        if (frame.IsData)
            _faults.Sent();
        if (frame.ClosesWith is null)
            return true;
        _refused = true;
        await _socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, frame.ClosesWith, cancellationToken);
        await Task.Delay(CloseTimeout, _time, cancellationToken);   // until the client has closed its side
        Abort();
        return false;
    }
}
