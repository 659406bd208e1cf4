namespace QuantPlatform.Silo.Accounts;

/// <summary>Wrong tries in a row, and until when the next one has to wait.</summary>
internal readonly record struct SignInFailures(int Count, DateTimeOffset Last, DateTimeOffset BlockedUntil)
{
    /// <summary>Free failures for one account from one address; each further one doubles the wait, beginning with <see cref="FirstWait"/>.</summary>
    public const int FreePerAccount = 5;

    /// <summary>Free failures from one address.</summary>
    public const int FreePerAddress = 100;

    /// <summary>How long failures are remembered after the last one.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private const int MostDoublings = 16;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public bool IsOld(DateTimeOffset now) => now - Last > Memory;

    /// <summary>One failure more.</summary>
    /// <param name="free">How many are free.</param>
    public SignInFailures Next(int free, DateTimeOffset now)
    {
        var count = (IsOld(now) ? 0 : Count) + 1;
        var over = Math.Clamp(count - free, 0, MostDoublings);
        var wait = over == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << (over - 1), LongestWait.Ticks));
        return new SignInFailures(count, now, now + wait);
    }

    public TimeSpan Wait(DateTimeOffset now) => BlockedUntil > now ? BlockedUntil - now : TimeSpan.Zero;
}
