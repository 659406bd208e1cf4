namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>How long to wait before the next attempt: at once the first time, then full jitter from 0.5 s up to a ceiling that doubles to 30 s.</summary>
internal sealed class Backoff(Random random)
{
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(0.5);
    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    private int attempts;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        if (attempts++ == 0)
        {
            return TimeSpan.Zero;
        }

        var ceiling = TimeSpan.FromSeconds(Math.Min(Ceiling.TotalSeconds, Math.ScaleB(Floor.TotalSeconds, Math.Min(attempts, 16))));
        return Floor + ((ceiling - Floor) * random.NextDouble());
    }

    /// <summary>All is well: the next attempt is at once again.</summary>
    public void Reset() => attempts = 0;
}
