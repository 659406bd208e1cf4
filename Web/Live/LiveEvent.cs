using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Web.Live;

/// <summary>One thing that happened on a topic.</summary>
/// <param name="Sequence">Unique and rising on the node; a thousandth of it is the Unix time in ms at which it was published, also across restarts.</param>
internal abstract record LiveEvent(long Sequence)
{
    /// <summary>The time part of a sequence, Unix ms.</summary>
    public static long TimeOf(long sequence) => sequence / SequencesPerMs;

    internal const long SequencesPerMs = 1_000;

    /// <summary>The event as it goes over the wire, once somebody has written it.</summary>
    internal byte[]? Frame { get; set; }
}

internal sealed record BarEvent(long Sequence, BarClosed Bar) : LiveEvent(Sequence);

internal sealed record TickEvent(long Sequence, SymbolTick Tick) : LiveEvent(Sequence);

internal sealed record PairEvent(long Sequence, PairSnapshot Snapshot) : LiveEvent(Sequence);

internal sealed record PreviewEvent(long Sequence, string PairId, PairPreview Preview) : LiveEvent(Sequence);

internal sealed record FeedEvent(long Sequence, VenueState State) : LiveEvent(Sequence);

/// <summary>An alert is new.</summary>
/// <param name="Summary">The inbox with it.</param>
internal sealed record AlertEvent(long Sequence, AlertRecord Alert, AlertSummary Summary) : LiveEvent(Sequence);

/// <summary>An old alert was acknowledged or marked revised, or only the numbers changed. For the pages: the stream does not carry it.</summary>
internal sealed record AlertChangedEvent(long Sequence, AlertRecord? Alert, AlertSummary Summary) : LiveEvent(Sequence);

/// <summary>What happened on a topic in a range of time cannot be resent.</summary>
/// <param name="From">Unix ms, inclusive.</param>
/// <param name="To">Unix ms, exclusive.</param>
internal sealed record MissedEvent(long Sequence, string Topic, long From, long To) : LiveEvent(Sequence);
