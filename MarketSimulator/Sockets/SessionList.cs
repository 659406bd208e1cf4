using System.Collections.Immutable;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The open sockets.</summary>
internal sealed class SessionList
{
    private ImmutableArray<MarketSession> _sessions = [];

    public ImmutableArray<MarketSession> Open => _sessions;

    public void Add(MarketSession session) => ImmutableInterlocked.Update(ref _sessions, s => s.Add(session));

    public void Remove(MarketSession session) => ImmutableInterlocked.Update(ref _sessions, s => s.Remove(session));

    /// <summary>The distinct streams of all sockets.</summary>
    public Dictionary<string, MarketStream> Streams()
    {
        var streams = new Dictionary<string, MarketStream>(StringComparer.Ordinal);
        foreach (var session in Open)
        {
            foreach (var (name, stream) in session.Streams)
                streams.TryAdd(name, stream);
        }

        return streams;
    }

    public void AbortAll()
    {
        foreach (var session in Open)
            session.Abort();
    }
}
