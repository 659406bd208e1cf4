using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Accounts;

/// <summary>
/// Slows down guessing from one address. Wrong tries count for each account by itself, so that a stranger's guesses never keep the owner
/// out, and for the address over all accounts. Names that do not exist count like those that do. Key: the address.
/// </summary>
/// <remarks>Kept in memory: one activation for all nodes, forgotten half an hour after the last failure or when its node ends.</remarks>
[SystemOnly, Alias("ISignInGuardGrain")]
public interface ISignInGuardGrain : IGrainWithStringKey
{
    /// <summary>How long to wait before the next try for that account; zero: try now.</summary>
    [Alias("Wait")]
    Task<TimeSpan> Wait(string account);

    /// <summary>Counts a wrong try.</summary>
    [Alias("Failed")]
    Task Failed(string account);

    /// <summary>A right password clears the account's count, not the address's.</summary>
    [Alias("Succeeded")]
    Task Succeeded(string account);
}
