using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Admin;

namespace QuantPlatform.Silo.Admin;

/// <summary>How many pages a day of the audit trail has.</summary>
[GenerateSerializer, Immutable, Alias("AuditState")]
internal sealed record AuditState
{
    [Id(0)] public int Pages { get; init; }
}

/// <summary>One page of a day of the audit trail, oldest entry first.</summary>
[GenerateSerializer, Immutable, Alias("AuditPageState")]
internal sealed record AuditPageState
{
    /// <summary>Entries of a full page.</summary>
    public const int Size = 200;

    [Id(0)] public ImmutableArray<AuditEntry> Entries { get; init; } = [];
}
