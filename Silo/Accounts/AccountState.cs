using Orleans;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>What the account grain stores.</summary>
[GenerateSerializer, Immutable, Alias("AccountState")]
internal sealed record AccountState
{
    /// <summary>Null: there is no such account.</summary>
    [Id(0)] public AccountRecord? Account { get; init; }

    /// <summary>False until the account is known to be in the user index.</summary>
    [Id(1)] public bool Indexed { get; init; }
}
