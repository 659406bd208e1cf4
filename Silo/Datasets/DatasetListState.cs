using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Silo.Datasets;

/// <summary>The ids of a user's datasets, oldest first.</summary>
[GenerateSerializer, Alias("DatasetListState")]
internal sealed record DatasetListState
{
    [Id(0)] public ImmutableArray<string> Ids { get; init; } = [];
}
