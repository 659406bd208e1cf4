using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>What a user may say about a watchlist.</summary>
/// <param name="Symbols">In the user's order, each once.</param>
/// <param name="Pairs">Ids of the user's pairs in the user's order, each once.</param>
[GenerateSerializer, Immutable, Alias("WatchlistSettings")]
public sealed record WatchlistSettings(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<SymbolKey> Symbols,
    [property: Id(2)] ImmutableArray<string> Pairs)
{
    /// <summary>The most symbols, and the most pairs, of one list.</summary>
    public const int MaxMembers = 100;

    /// <summary>Equal name and members in equal order.</summary>
    public bool Equals(WatchlistSettings? other) =>
        other is not null && Name == other.Name && Symbols.AsSpan().SequenceEqual(other.Symbols.AsSpan()) && Pairs.AsSpan().SequenceEqual(other.Pairs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Symbols.Length, Pairs.Length);
}

/// <summary>A stored watchlist of one user. Its symbols are collected like tracked ones.</summary>
[GenerateSerializer, Immutable, Alias("WatchlistDefinition")]
public sealed record WatchlistDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] long CreatedAt,
    [property: Id(3)] WatchlistSettings Settings) : IDefinition<WatchlistDefinition, WatchlistSettings>
{
    /// <inheritdoc/>
    public static WatchlistDefinition Create(string id, long version, long createdAt, WatchlistSettings settings) => new(id, version, createdAt, settings);
}
