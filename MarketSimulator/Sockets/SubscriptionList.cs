namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>
/// What one socket has subscribed: every name that was acknowledged, and of these the streams that carry data on its route. Written by the socket's
/// receiver, read by the broadcaster.
/// </summary>
internal sealed class SubscriptionList(StreamRoute route, StreamDirectory directory)
{
    private readonly List<string> _names = [];
    private volatile Dictionary<string, MarketStream> _served = [];

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyDictionary<string, MarketStream> Served => _served;

    /// <summary>Adds names, each once, unless that would exceed <paramref name="limit"/>.</summary>
    /// <returns>The streams that will now carry data; null when there are too many names.</returns>
    public IReadOnlyList<MarketStream>? Add(IEnumerable<string> names, int limit)
    {
        var added = names.Except(_names, StringComparer.Ordinal).ToList();
        if (_names.Count + added.Count > limit)
            return null;
        _names.AddRange(added);
        var streams = added.Select(directory.Find).OfType<MarketStream>().Where(s => s.IsServedOn(route)).ToList();
        Publish();
        return streams;
    }

    public void Remove(IEnumerable<string> names)
    {
        foreach (var name in names)
            _names.Remove(name);
        Publish();
    }

    private void Publish()
    {
        var old = _served;
        _served = _names
            .Select(name => old.GetValueOrDefault(name) ?? directory.Find(name))
            .OfType<MarketStream>()
            .Where(s => s.IsServedOn(route))
            .ToDictionary(s => s.Name, StringComparer.Ordinal);
    }
}
