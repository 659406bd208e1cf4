using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>What a user may say about a dashboard.</summary>
[GenerateSerializer, Immutable, Alias("DashboardSettings")]
public sealed record DashboardSettings([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<DashboardPanel> Panels)
{
    /// <summary>The most panels of one dashboard.</summary>
    public const int MaxPanels = 50;

    /// <summary>Equal name and panels in equal order.</summary>
    public bool Equals(DashboardSettings? other) => other is not null && Name == other.Name && Panels.AsSpan().SequenceEqual(other.Panels.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Panels.Length);
}

/// <summary>One panel on the grid of a dashboard. The workspace keeps it; what it shows is the client's business.</summary>
/// <param name="Id">Unique on its dashboard.</param>
/// <param name="Kind">What it shows, e.g. <c>pairChart</c>.</param>
/// <param name="X">Column of its left edge, 0 to 23.</param>
/// <param name="Y">Row of its upper edge, 0 to 999.</param>
/// <param name="W">Columns, at least 1; the right edge stays within 24.</param>
/// <param name="H">Rows, 1 to 100.</param>
/// <param name="Settings">A JSON object as text.</param>
[GenerateSerializer, Immutable, Alias("DashboardPanel")]
public sealed record DashboardPanel(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] int X,
    [property: Id(3)] int Y,
    [property: Id(4)] int W,
    [property: Id(5)] int H,
    [property: Id(6)] string Settings)
{
    /// <summary>Columns of the grid.</summary>
    public const int Columns = 24;

    /// <summary>Longest <see cref="Settings"/>, characters.</summary>
    public const int MaxSettings = 4_096;
}

/// <summary>A stored dashboard of one user.</summary>
[GenerateSerializer, Immutable, Alias("DashboardDefinition")]
public sealed record DashboardDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] long CreatedAt,
    [property: Id(3)] DashboardSettings Settings) : IDefinition<DashboardDefinition, DashboardSettings>
{
    /// <inheritdoc/>
    public static DashboardDefinition Create(string id, long version, long createdAt, DashboardSettings settings) => new(id, version, createdAt, settings);
}
