using System.Collections.Immutable;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>How a file is read.</summary>
/// <param name="Layout">See <see cref="DetectedFormat"/>.</param>
/// <param name="Delimiter">Null for NDJSON.</param>
/// <param name="Header">Whether the first row names the columns.</param>
/// <param name="Names">The columns' names; numbers counted from 1 without a header.</param>
/// <param name="Roles">Which column holds what.</param>
/// <param name="SymbolInFile">Only rows of this symbol count; null: all.</param>
/// <param name="Interval">Of bars; null for trades.</param>
/// <param name="SpacingMs">The usual distance of bars; null for trades.</param>
internal sealed record FileFormat(
    DatasetKind Kind,
    string Layout,
    char? Delimiter,
    bool Header,
    IReadOnlyList<string> Names,
    IReadOnlyDictionary<Role, int> Roles,
    TimeReader Time,
    string? SymbolInFile,
    Interval? Interval,
    long? SpacingMs,
    IReadOnlyList<string> Notes)
{
    /// <summary>The column's name in a report.</summary>
    public string Name(int column) => column < Names.Count ? Names[column] : (column + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As a report says it.</summary>
    public DetectedFormat Describe(string order) => new(
        Kind,
        Layout,
        Delimiter switch { null => null, '\t' => "tab", var one => one.ToString() },
        Header,
        Roles.ToImmutableDictionary(role => char.ToLowerInvariant(role.Key.ToString()[0]) + role.Key.ToString()[1..], role => Name(role.Value)),
        Time.Name,
        Time.Zone,
        SpacingMs,
        order,
        [.. Notes]);
}
