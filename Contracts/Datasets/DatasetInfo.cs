using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Datasets;

/// <summary>How far a dataset has come.</summary>
public enum DatasetState
{
    /// <summary>Its file is being sent.</summary>
    Uploading,

    /// <summary>Read and reported, not stored; gone an hour after its upload unless it is accepted.</summary>
    Preview,

    /// <summary>Accepted and being stored.</summary>
    Importing,

    /// <summary>Stored: it can be used like a symbol.</summary>
    Ready,
}

/// <summary>What the rows of a dataset are.</summary>
public enum DatasetKind
{
    Bars,
    Trades,
}

/// <summary>A user's dataset.</summary>
/// <param name="Symbol">What its user calls it.</param>
/// <param name="Interval">The interval of uploaded bars; null for trades, whose bars are of every interval.</param>
/// <param name="Intervals">The intervals whose bars it serves.</param>
/// <param name="Report">Null while it is being sent.</param>
/// <param name="Bytes">Size of the uploaded file; while it is being sent, what is set aside for it.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="ExpiresAt">Unix ms at which a preview is deleted; null for others.</param>
/// <param name="Progress">0 to 1 while it is being stored; 1 when it is.</param>
/// <param name="Error">Why storing it failed; it can be accepted again. Null otherwise.</param>
[GenerateSerializer, Immutable, Alias("DatasetInfo")]
public sealed record DatasetInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Symbol,
    [property: Id(2)] DatasetState State,
    [property: Id(3)] Interval? Interval,
    [property: Id(4)] ImmutableArray<Interval> Intervals,
    [property: Id(5)] DatasetReport? Report,
    [property: Id(6)] long Bytes,
    [property: Id(7)] long CreatedAt,
    [property: Id(8)] long? ExpiresAt,
    [property: Id(9)] double Progress,
    [property: Id(10)] Refusal? Error);

/// <summary>How a file is to be read; null members are found out.</summary>
/// <param name="Symbol">What its user calls it.</param>
/// <param name="TimeFormat"><c>s</c>, <c>ms</c>, <c>us</c>, <c>ns</c>, <c>iso</c>, or a pattern such as <c>dd.MM.yyyy HH:mm</c>.</param>
/// <param name="Delimiter">One character, or <c>tab</c>.</param>
[GenerateSerializer, Immutable, Alias("DatasetReading")]
public sealed record DatasetReading(
    [property: Id(0)] string Symbol,
    [property: Id(1)] Interval? Interval,
    [property: Id(2)] string? TimeFormat,
    [property: Id(3)] string? Delimiter);
