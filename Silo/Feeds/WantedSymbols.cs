using System.Collections.Immutable;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Which symbols a feed carries: the always-on ones, and those whose lease has not lapsed. Thread-safe.</summary>
internal sealed class WantedSymbols(ImmutableArray<string> alwaysOn, TimeProvider time)
{
    /// <summary>A wish lasts this long unless repeated.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> leases = new(StringComparer.Ordinal);

    /// <summary>True while somebody asks for any symbol, an always-on one included.</summary>
    public bool IsAsked
    {
        get
        {
            lock (gate)
            {
                Prune();
                return leases.Count > 0;
            }
        }
    }

    /// <summary>Takes or renews leases.</summary>
    public void Want(IEnumerable<string> symbols)
    {
        lock (gate)
        {
            foreach (var symbol in symbols)
            {
                leases[symbol] = time.GetTimestamp();
            }
        }
    }

    /// <summary>Every wanted symbol, the always-on ones first.</summary>
    public ImmutableArray<string> Current()
    {
        lock (gate)
        {
            Prune();
            return [.. alwaysOn, .. leases.Keys.Except(alwaysOn, StringComparer.Ordinal)];
        }
    }

    private void Prune()
    {
        foreach (var (symbol, _) in leases.Where(lease => time.GetElapsedTime(lease.Value) > Lease).ToList())
        {
            leases.Remove(symbol);
        }
    }
}
