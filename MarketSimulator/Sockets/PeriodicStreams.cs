namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>Candle and mark price streams: looked at by the clock, not by the trade.</summary>
internal sealed class PeriodicStreams(IMarketSource source, TimeProvider time)
{
    private static readonly TimeSpan KlinePeriod = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, (long At, MarketKline Sent)> _klines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _marks = new(StringComparer.Ordinal);

    /// <summary>The messages that are due on these streams. What nobody has subscribed any more is forgotten.</summary>
    public List<StreamMessage> Due(IReadOnlyCollection<MarketStream> streams)
    {
        var messages = new List<StreamMessage>();
        foreach (var stream in streams)
        {
            if (stream.Kind == StreamKind.Kline)
                Kline(stream, messages);
            else if (stream.Kind == StreamKind.MarkPrice)
                MarkPrice(stream, messages);
        }

        foreach (var name in _klines.Keys.Where(n => streams.All(s => s.Name != n)).ToList())
            _klines.Remove(name);
        return messages;
    }

    private void Kline(MarketStream stream, List<StreamMessage> messages)
    {
        var known = _klines.TryGetValue(stream.Name, out var last);
        if (known && time.GetElapsedTime(last.At) < KlinePeriod)
            return;
        var now = source.Now;
        var current = stream.Interval.Floor(now);
        var sent = last.Sent;
        foreach (var kline in source.Klines(stream.Symbol, stream.Interval, known ? sent.OpenTime : current, current))
        {
            var closed = kline.OpenTime < current;
            if (closed || !known || kline != sent)
                messages.Add(new StreamMessage(stream.Name, StreamPayloads.Kline(stream, kline, now, closed)));
            sent = kline;
            known = true;
        }

        if (known)
            _klines[stream.Name] = (time.GetTimestamp(), sent);
    }

    private void MarkPrice(MarketStream stream, List<StreamMessage> messages)
    {
        if (_marks.TryGetValue(stream.Name, out var at) && time.GetElapsedTime(at) < stream.Period)
            return;
        var now = source.Now;
        if (source.TradesUpTo(stream.Symbol, now, 1) is not [var trade])
            return;
        _marks[stream.Name] = time.GetTimestamp();
        messages.Add(new StreamMessage(stream.Name, StreamPayloads.MarkPrice(stream.Symbol, trade.Price, now)));
    }
}
