using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Datasets;

/// <summary>What reading a file found.</summary>
/// <param name="Rows">Rows in the file, without its header.</param>
/// <param name="Accepted">Rows that will be stored.</param>
/// <param name="From">Time of the first accepted row, Unix ms.</param>
/// <param name="To">Time of the last one, Unix ms.</param>
/// <param name="Gaps">Places where rows are missing: open times further apart than the spacing, or ids that are not contiguous where they should be.</param>
/// <param name="Missing">Rows that are missing in those places.</param>
/// <param name="Duplicates">Rows whose open time or id was there before; the first is kept.</param>
/// <param name="Disorder">Rows that are out of the file's order; they are stored in theirs.</param>
/// <param name="Skipped">Rows of other symbols.</param>
/// <param name="Bad">Rows left out for a bad cell.</param>
/// <param name="BadCells">The first of those cells.</param>
[GenerateSerializer, Immutable, Alias("DatasetReport")]
public sealed record DatasetReport(
    [property: Id(0)] long Rows,
    [property: Id(1)] long Accepted,
    [property: Id(2)] long? From,
    [property: Id(3)] long? To,
    [property: Id(4)] long Gaps,
    [property: Id(5)] long Missing,
    [property: Id(6)] long Duplicates,
    [property: Id(7)] long Disorder,
    [property: Id(8)] long Skipped,
    [property: Id(9)] long Bad,
    [property: Id(10)] ImmutableArray<BadCell> BadCells,
    [property: Id(11)] DetectedFormat Detected)
{
    /// <summary>Most entries of <see cref="BadCells"/>.</summary>
    public const int MaxBadCells = 100;
}

/// <summary>A cell that broke a rule.</summary>
/// <param name="Line">Counted from 1, header included.</param>
/// <param name="Column">Its name in the header, else its number counted from 1.</param>
/// <param name="Text">What it holds, at most 40 characters.</param>
[GenerateSerializer, Immutable, Alias("BadCell")]
public sealed record BadCell([property: Id(0)] long Line, [property: Id(1)] string Column, [property: Id(2)] string Text, [property: Id(3)] string Rule);

/// <summary>How a file was understood.</summary>
/// <param name="Layout"><c>binanceKlines</c>, <c>binanceAggTrades</c>, <c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Delimiter">One character, or <c>tab</c>; null for NDJSON.</param>
/// <param name="Header">Whether the first row names the columns.</param>
/// <param name="Columns">Where each value comes from: column names, or numbers counted from 1.</param>
/// <param name="TimeFormat">As in <see cref="DatasetReading.TimeFormat"/>.</param>
/// <param name="Zone"><c>UTC</c>, <c>in the text</c>, or <c>none given, taken as UTC</c>.</param>
/// <param name="SpacingMs">The usual distance between bars; null for trades.</param>
/// <param name="Order"><c>ascending</c> or <c>descending</c>.</param>
/// <param name="Notes">What its user should know.</param>
[GenerateSerializer, Immutable, Alias("DetectedFormat")]
public sealed record DetectedFormat(
    [property: Id(0)] DatasetKind Kind,
    [property: Id(1)] string Layout,
    [property: Id(2)] string? Delimiter,
    [property: Id(3)] bool Header,
    [property: Id(4)] ImmutableDictionary<string, string> Columns,
    [property: Id(5)] string TimeFormat,
    [property: Id(6)] string Zone,
    [property: Id(7)] long? SpacingMs,
    [property: Id(8)] string Order,
    [property: Id(9)] ImmutableArray<string> Notes);
