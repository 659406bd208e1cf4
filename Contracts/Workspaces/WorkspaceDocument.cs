using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>A whole workspace, or some sections of one, to be imported. A section that is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("WorkspaceDocument")]
public sealed record WorkspaceDocument
{
    /// <summary>The most items of all sections together.</summary>
    public const int MaxItems = 2_000;

    [Id(0)] public ImmutableArray<DocumentItem<PairSettings>>? Pairs { get; init; }

    [Id(1)] public ImmutableArray<DocumentItem<WatchlistSettings>>? Watchlists { get; init; }

    [Id(2)] public ImmutableArray<DocumentItem<DashboardSettings>>? Dashboards { get; init; }

    [Id(3)] public PreferenceSettings? Preferences { get; init; }

    [Id(4)] public ImmutableArray<SymbolKey>? TrackedSymbols { get; init; }

    [Id(5)] public ImmutableArray<DocumentItem<RuleSettings>>? Rules { get; init; }
}

/// <summary>One definition of a document.</summary>
/// <param name="Id">Kept, so that documents can refer to it; null: it gets a new one.</param>
[GenerateSerializer, Immutable, Alias("DocumentItem`1")]
public sealed record DocumentItem<TSettings>([property: Id(0)] string? Id, [property: Id(1)] TSettings Settings);

/// <summary>What a workspace holds, as one consistent whole.</summary>
/// <param name="Revision">Rises with each change of any part; the API's ETag.</param>
[GenerateSerializer, Immutable, Alias("WorkspaceContent")]
public sealed record WorkspaceContent(
    [property: Id(0)] long Revision,
    [property: Id(1)] ImmutableArray<PairDefinition> Pairs,
    [property: Id(2)] ImmutableArray<WatchlistDefinition> Watchlists,
    [property: Id(3)] ImmutableArray<DashboardDefinition> Dashboards,
    [property: Id(4)] Preferences Preferences,
    [property: Id(5)] ImmutableArray<SymbolKey> TrackedSymbols,
    [property: Id(6)] ImmutableArray<RuleDefinition> Rules);

/// <summary>How a document meets what is there.</summary>
public enum ImportMode
{
    /// <summary>Definitions with a known id are replaced, others are added, nothing is deleted.</summary>
    Merge,

    /// <summary>Each section of the document replaces that of the workspace: what it does not name is deleted.</summary>
    Replace,
}

/// <summary>What an import changes, by section.</summary>
/// <param name="Revision">The workspace's revision after it, or for a preview before it.</param>
[GenerateSerializer, Immutable, Alias("WorkspaceChanges")]
public sealed record WorkspaceChanges([property: Id(0)] long Revision, [property: Id(1)] ImmutableArray<SectionChanges> Sections);

/// <summary>What changes in one section, by name.</summary>
/// <param name="Section">As the API names it, e.g. <c>pairs</c>.</param>
[GenerateSerializer, Immutable, Alias("SectionChanges")]
public sealed record SectionChanges(
    [property: Id(0)] string Section,
    [property: Id(1)] ImmutableArray<string> Added,
    [property: Id(2)] ImmutableArray<string> Changed,
    [property: Id(3)] ImmutableArray<string> Removed,
    [property: Id(4)] int Unchanged);
