namespace QuantPlatform.Silo.Hosting;

/// <summary>Holders of leases that lapse unless renewed.</summary>
internal sealed class LeaseTable<T>(TimeProvider time, TimeSpan length)
    where T : notnull
{
    private readonly Dictionary<T, long> renewed = [];

    /// <summary>Takes or renews a lease.</summary>
    public void Renew(T holder) => renewed[holder] = time.GetTimestamp();

    public void Remove(Func<T, bool> match)
    {
        foreach (var holder in renewed.Keys.Where(match).ToList())
        {
            renewed.Remove(holder);
        }
    }

    /// <summary>The holders whose lease has not lapsed; lapsed ones are forgotten.</summary>
    public IReadOnlyCollection<T> Current()
    {
        var now = time.GetTimestamp();
        List<T>? lapsed = null;
        foreach (var (holder, since) in renewed)
        {
            if (time.GetElapsedTime(since, now) > length)
            {
                (lapsed ??= []).Add(holder);
            }
        }

        lapsed?.ForEach(holder => renewed.Remove(holder));
        return renewed.Keys;
    }
}
