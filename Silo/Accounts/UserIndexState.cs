using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Silo.Accounts;

/// <summary>The user ids of one shard, in the order they were added.</summary>
[GenerateSerializer, Immutable, Alias("UserIndexState")]
internal sealed record UserIndexState
{
    [Id(0)] public ImmutableArray<string> Users { get; init; } = [];

    /// <summary>Users who are being erased.</summary>
    [Id(1)] public ImmutableArray<string> Erasing { get; init; } = [];
}
