using Orleans;

namespace QuantPlatform.Silo.Accounts;

/// <summary>Who holds an e-mail address; null: nobody.</summary>
[GenerateSerializer, Immutable, Alias("EmailIndexState")]
internal sealed record EmailIndexState
{
    [Id(0)] public string? UserId { get; init; }
}
