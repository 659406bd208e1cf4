using System.Diagnostics.Metrics;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Counts what the feeds do. Meter <c>QuantPlatform.Feeds</c>.</summary>
internal sealed class FeedMetrics
{
    public const string MeterName = "QuantPlatform.Feeds";

    private readonly Counter<long> frames, garbage, dropped, connections, restRequests, ingested;
    private readonly Histogram<double> lag;

    public FeedMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        frames = meter.CreateCounter<long>("feed.frames", "{frame}", "Market frames received");
        garbage = meter.CreateCounter<long>("feed.garbage", "{frame}", "Frames that could not be read");
        dropped = meter.CreateCounter<long>("feed.dropped", "{trade}", "Trades dropped by a full queue");
        connections = meter.CreateCounter<long>("feed.connections", "{connection}", "Sockets opened, by outcome");
        restRequests = meter.CreateCounter<long>("feed.rest.requests", "{request}", "REST requests, by outcome");
        ingested = meter.CreateCounter<long>("feed.ingested", "{trade}", "Trades handed to symbols");
        lag = meter.CreateHistogram<double>("feed.lag", "ms", "Time from an event at the exchange to its arrival");
    }

    public void Frame(double lagMs)
    {
        frames.Add(1);
        lag.Record(lagMs);
    }

    public void Garbage() => garbage.Add(1);

    public void Dropped() => dropped.Add(1);

    public void Connection(string outcome) => connections.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void RestRequest(string outcome) => restRequests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Ingested(int trades) => ingested.Add(trades);
}
