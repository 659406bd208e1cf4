using System.Collections.Concurrent;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Slows down guessing. Wrong passwords count per account and address together, so that a stranger's guesses never keep the owner out,
/// and per address over all accounts. It counts names that do not exist like those that do.
/// </summary>
/// <remarks>Kept in memory of the node: bounded, and forgotten <see cref="Memory"/> after the last failure.</remarks>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Free failures for one account from one address; each further one doubles the wait, beginning with <see cref="FirstWait"/>.</summary>
    public const int FreePerAccount = 5;

    /// <summary>Free failures from one address.</summary>
    public const int FreePerAddress = 100;

    private const int MaxEntries = 100_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(string Address, string? Account), Failures> _failures = [];

    /// <summary>How long to wait before the next try; zero: try now.</summary>
    public TimeSpan Wait(string address, string account)
    {
        var now = time.GetUtcNow();
        var until = Max(Of((address, account), now).BlockedUntil, Of((address, null), now).BlockedUntil);
        return until > now ? until - now : TimeSpan.Zero;
    }

    public void Failed(string address, string account)
    {
        Count((address, account), FreePerAccount);
        Count((address, null), FreePerAddress);
    }

    /// <summary>A right password clears the account's count, not the address's.</summary>
    public void Succeeded(string address, string account) => _failures.TryRemove((address, account), out _);

    private void Count((string, string?) key, int free)
    {
        var now = time.GetUtcNow();
        Prune(now);
        _failures.AddOrUpdate(key, static (_, x) => Next(default, x.free, x.now), static (_, before, x) => Next(before.IsOld(x.now) ? default : before, x.free, x.now), (free, now));
    }

    private static Failures Next(Failures before, int free, DateTimeOffset now)
    {
        var count = before.Count + 1;
        var over = Math.Clamp(count - free, 0, 16);
        var wait = over == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << (over - 1), LongestWait.Ticks));
        return new Failures(count, now, now + wait);
    }

    private Failures Of((string, string?) key, DateTimeOffset now) =>
        _failures.TryGetValue(key, out var failures) && !failures.IsOld(now) ? failures : default;

    private void Prune(DateTimeOffset now)
    {
        if (_failures.Count < MaxEntries)
        {
            return;
        }

        foreach (var (key, failures) in _failures)
        {
            if (failures.IsOld(now))
            {
                _failures.TryRemove(key, out _);
            }
        }

        if (_failures.Count >= MaxEntries)
        {
            _failures.Clear();
        }
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private readonly record struct Failures(int Count, DateTimeOffset Last, DateTimeOffset BlockedUntil)
    {
        public bool IsOld(DateTimeOffset now) => now - Last > Memory;
    }
}
