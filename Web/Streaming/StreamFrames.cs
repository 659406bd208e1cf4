using System.Globalization;
using System.Text;
using System.Text.Json;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Symbols;

namespace QuantPlatform.Web.Streaming;

/// <summary>A bar closed, or replaces a closed one.</summary>
internal sealed record BarsFrame(string Symbol, string Venue, string Interval, BarJson Bar);

/// <summary>A pair on the open bar; may repaint.</summary>
internal sealed record PreviewFrame(string PairId, long Time, double PriceY, double PriceX, double? Spread, double? Z);

/// <summary>The state of the active venue.</summary>
internal sealed record FeedFrame(string Venue, string Kind, FeedState State, long Since, string Reason);

/// <summary>Events of a topic in a range of time that cannot be resent.</summary>
internal sealed record MissedFrame(string Topic, long From, long To);

/// <summary>The stream is alive.</summary>
internal sealed record PingFrame(long Time);

/// <summary>Writes events as frames of Server-Sent Events; the frame of an event that many streams send is made once.</summary>
internal static class StreamFrames
{
    public static ReadOnlyMemory<byte> Of(LiveEvent liveEvent, Func<string, string> askedName)
    {
        if (liveEvent is MissedEvent missed)
        {
            return Make("missed", missed.Sequence, new MissedFrame(askedName(missed.Topic), missed.From, missed.To));
        }

        return liveEvent.Frame ??= liveEvent switch
        {
            BarEvent { Bar: var closed } => Make("bars", liveEvent.Sequence, new BarsFrame(closed.Symbol.Symbol, closed.Symbol.Venue, closed.Interval.Name(), BarJson.Of(closed.Bar))),
            PairEvent pair => Make("pair", liveEvent.Sequence, PairSnapshotJson.Of(pair.Snapshot, prose: false)),
            PreviewEvent { Preview: var preview } one => Make(
                "pairPreview", liveEvent.Sequence, new PreviewFrame(one.PairId, preview.Time, preview.PriceY, preview.PriceX, preview.Spread, preview.Z)),
            AlertEvent { Alert: var alert } => Make("alerts", liveEvent.Sequence, AlertJson.Of(alert)),
            AlertChangedEvent => [],
            FeedEvent { State: var state } => Make("feed", liveEvent.Sequence, new FeedFrame(state.Venue, state.Kind, state.State, state.Since, state.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(liveEvent), liveEvent, "not an event of the stream"),
        };
    }

    public static ReadOnlyMemory<byte> Ping(long time) => Make("ping", null, new PingFrame(time));

    private static byte[] Make<T>(string name, long? sequence, T data)
    {
        var head = sequence is { } id ? $"id: {id.ToString(CultureInfo.InvariantCulture)}\nevent: {name}\ndata: " : $"event: {name}\ndata: ";
        return [.. Encoding.UTF8.GetBytes(head), .. JsonSerializer.SerializeToUtf8Bytes(data, ApiJson.Options), .. "\n\n"u8];
    }
}
