using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Symbols;

/// <summary>What one batch or answer changed: to be stored, published and asked for.</summary>
internal sealed class BookChanges
{
    /// <summary>Newly accepted trades.</summary>
    public List<Trade> Accepted { get; } = [];

    /// <summary>Bars that closed, per interval in order, and klines that were taken over.</summary>
    public List<StoredBar> Closed { get; } = [];

    /// <summary>Accepted trades whose bar of that interval was closed already.</summary>
    public List<(Interval Interval, Trade Trade)> Late { get; } = [];

    /// <summary>Spans of time in which a gap appeared, shrank or vanished: closed bars there may change quality.</summary>
    public List<(long From, long To)> Requalify { get; } = [];

    public List<FetchRequest> Fetches { get; } = [];

    public List<long> Cancelled { get; } = [];

    /// <summary>The state to store differs from the one stored.</summary>
    public bool StateChanged { get; set; }

    public bool IsEmpty => Accepted.Count == 0 && Closed.Count == 0 && Late.Count == 0 && Requalify.Count == 0 && !StateChanged;
}
