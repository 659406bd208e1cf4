using Orleans;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Silo.Accounts;

/// <summary>Counts wrong tries from one address, in memory. The longest wait is shorter than the time after which an idle grain is collected.</summary>
[GrainType("sign-in-guard"), CollectionAgeLimit(Minutes = 45)]
internal sealed class SignInGuardGrain(TimeProvider time) : Grain, ISignInGuardGrain
{
    private const int MaxAccounts = 1_000;

    private readonly Dictionary<string, SignInFailures> _accounts = new(StringComparer.Ordinal);
    private SignInFailures _address;

    public Task<TimeSpan> Wait(string account)
    {
        var now = time.GetUtcNow();
        var (own, all) = (_accounts.GetValueOrDefault(account).Wait(now), _address.Wait(now));
        return Task.FromResult(own > all ? own : all);
    }

    public Task Failed(string account)
    {
        var now = time.GetUtcNow();
        if (_accounts.Count >= MaxAccounts)
        {
            _accounts.Remove(_accounts.MinBy(entry => entry.Value.Last).Key);
        }

        _accounts[account] = _accounts.GetValueOrDefault(account).Next(SignInFailures.FreePerAccount, now);
        _address = _address.Next(SignInFailures.FreePerAddress, now);
        return Task.CompletedTask;
    }

    public Task Succeeded(string account)
    {
        _accounts.Remove(account);
        return Task.CompletedTask;
    }
}
