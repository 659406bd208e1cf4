using System.Collections.Immutable;

namespace QuantPlatform.Silo.Storage;

/// <summary>How much a store holds, for the administrator.</summary>
internal interface IStorageSizes
{
    Task<StorageSizes> Read();
}

/// <summary>Where a store is, its bytes and its counts by what they are.</summary>
internal sealed record StorageSizes(string Place, ImmutableSortedDictionary<string, long> Sizes, ImmutableSortedDictionary<string, long> Counts);
