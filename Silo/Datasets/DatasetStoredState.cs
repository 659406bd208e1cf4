using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>What is stored of a dataset.</summary>
[GenerateSerializer, Alias("DatasetStoredState")]
internal sealed record DatasetStoredState
{
    /// <summary>Null: there is no such dataset.</summary>
    [Id(0)] public string? Symbol { get; init; }

    [Id(1)] public DatasetState State { get; init; }

    [Id(2)] public Interval? Interval { get; init; }

    [Id(3)] public ImmutableArray<Interval> Intervals { get; init; } = [];

    [Id(4)] public DatasetReport? Report { get; init; }

    [Id(5)] public long Bytes { get; init; }

    [Id(6)] public long CreatedAt { get; init; }

    /// <summary>When a preview is deleted, Unix ms.</summary>
    [Id(7)] public long ExpiresAt { get; init; }

    /// <summary>The job that stores it.</summary>
    [Id(8)] public string? JobId { get; init; }

    [Id(9)] public Refusal? Error { get; init; }

    public DatasetStoredState Scanned(string symbol, ScanResult scan, long bytes) => this with
    {
        Symbol = symbol,
        State = DatasetState.Preview,
        Interval = scan.Interval,
        Intervals = scan.Intervals,
        Report = scan.Report,
        Bytes = bytes,
    };

    /// <param name="job">Of the import; null when there is none.</param>
    public DatasetInfo Info(string id, JobStatus? job) => new(
        id, Symbol!, State, Interval, Intervals, Report, Bytes, CreatedAt, State is DatasetState.Uploading or DatasetState.Preview ? ExpiresAt : null,
        State == DatasetState.Ready ? 1 : job?.Progress ?? 0, Error);
}
