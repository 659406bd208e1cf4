using Microsoft.Extensions.Logging;
using QuantPlatform.Silo.Feeds.Protocol;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>
/// Reads the messages of one link. A spare link, opened to replace another without a break, keeps its frames until it is promoted; then they are
/// handed on in order, and symbols drop by id what they had from the old link.
/// </summary>
internal sealed partial class LinkTarget(FeedSlot slot, SlotContext context, ActiveSession? session) : ILinkTarget
{
    /// <summary>Frames a spare keeps; it takes over when they are reached.</summary>
    private const int MaxKept = 200_000;

    private readonly Lock gate = new();
    private readonly List<(SymbolFeed Symbol, Frame Frame)> kept = [];
    private ActiveSession? session = session;

    /// <summary>Event time of the first frame after everything was acknowledged: from here on the spare misses nothing. 0 before.</summary>
    public long CompleteFrom { get; private set; }

    /// <summary>No more frames can be kept.</summary>
    public bool IsFull => kept.Count >= MaxKept;

    public void OnReceiving() => session?.Clock.OnReceived();

    public void OnUnusable()
    {
        context.OnGarbage();
        session?.Clock.OnProcessed();
    }

    public void OnMessage(SocketLink link, ReadOnlySpan<byte> message)
    {
        lock (gate)
        {
            var symbols = slot.Symbols;
            var now = context.Time.GetUtcNow();
            var kind = FrameParser.Parse(message, symbols.Table, TimeWindow.At(now), out var frame);
            switch (kind)
            {
                case FrameKind.AggTrade or FrameKind.Trade or FrameKind.SkippedTrade:
                    OnTrade(link, symbols.Feeds[frame.Symbol], in frame, (now - DateTimeOffset.UnixEpoch).TotalMilliseconds);
                    break;
                case FrameKind.Acknowledgement:
                    OnAcknowledged(link, symbols, frame.RequestId);
                    break;
                case FrameKind.Error:
                    OnError(link, message, frame.RequestId);
                    break;
                case FrameKind.ServerShutdown:
                    slot.RequestRotation("the exchange announced a shutdown");
                    break;
                case FrameKind.Garbage:
                    context.OnGarbage();
                    break;
            }

            session?.Clock.OnProcessed();
        }
    }

    /// <summary>From now on frames go to this session, the kept ones first.</summary>
    /// <param name="isSettled">Every subscription is acknowledged already.</param>
    public void Promote(ActiveSession to, bool isSettled)
    {
        lock (gate)
        {
            foreach (var symbol in isSettled ? slot.Symbols.Feeds : [])
            {
                to.Activate(symbol);
            }

            foreach (var (symbol, frame) in kept)
            {
                to.Accept(symbol, in frame);
            }

            kept.Clear();
            session = to;
            to.Clock.OnProcessed();
        }
    }

    private void OnTrade(SocketLink link, SymbolFeed symbol, in Frame frame, double nowMs)
    {
        var kind = frame.Kind == FrameKind.SkippedTrade ? FrameKind.Trade : frame.Kind;
        if (kind != context.Kind)
        {
            return;
        }

        var lag = nowMs - frame.EventTime;
        context.OnFrame(lag);
        symbol.OnFrame(lag);
        if (session is not null)
        {
            session.Accept(symbol, in frame);
            return;
        }

        if (CompleteFrom == 0 && link.IsSettled)
        {
            CompleteFrom = frame.EventTime;
        }

        if (!IsFull)
        {
            kept.Add((symbol, frame));
        }
    }

    private void OnAcknowledged(SocketLink link, SlotSymbols symbols, long id)
    {
        foreach (var name in link.Requests.Answered(id) ?? [])
        {
            if (symbols.ByStream(name) is { } symbol)
            {
                session?.Activate(symbol);
            }
        }
    }

    private void OnError(SocketLink link, ReadOnlySpan<byte> message, long id)
    {
        link.Requests.Answered(id);
        var text = ErrorText.TryRead(message) is { } error ? $"{error.Message} (code {error.Code})" : "no words";
        LogRefused(context.Logger, text);
        link.End($"the exchange refused a request: {text}");
    }

    [LoggerMessage(LogLevel.Warning, "The exchange refused a request: {Text}")]
    private static partial void LogRefused(ILogger logger, string text);
}
