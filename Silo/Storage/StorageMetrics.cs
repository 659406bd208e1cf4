using System.Diagnostics.Metrics;

namespace QuantPlatform.Silo.Storage;

/// <summary>Instruments of the store, meter <c>QuantPlatform.Storage</c>.</summary>
public sealed class StorageMetrics(IMeterFactory meters, TimeProvider time)
{
    private readonly Instruments instruments = new(meters.Create("QuantPlatform.Storage"));

    /// <summary>The moment a commit begins.</summary>
    internal long Start() => time.GetTimestamp();

    /// <summary>A group of writes is committed.</summary>
    internal void Committed(long started, string lane, int rows)
    {
        var tag = new KeyValuePair<string, object?>("durability", lane);
        instruments.Duration.Record(time.GetElapsedTime(started).TotalMilliseconds, tag);
        instruments.Rows.Add(rows, tag);
    }

    /// <summary>Rows past their retention were deleted.</summary>
    internal void Retired(int rows) => instruments.Retired.Add(rows);

    private sealed class Instruments(Meter meter)
    {
        public Histogram<double> Duration { get; } = meter.CreateHistogram<double>("quantplatform.storage.commit", "ms", "Time of one group commit");

        public Counter<long> Rows { get; } = meter.CreateCounter<long>("quantplatform.storage.rows", "{row}", "Rows written");

        public Counter<long> Retired { get; } = meter.CreateCounter<long>("quantplatform.storage.retired", "{row}", "Rows deleted because their retention ended");
    }
}
