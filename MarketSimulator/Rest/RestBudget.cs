namespace QuantPlatform.MarketSimulator.Rest;

/// <summary>The weight of the current UTC minute. All clients share it: they all come from one machine.</summary>
internal sealed class RestBudget(int weightPerMinute, TimeProvider time)
{
    private const int RefusalsBeforeBan = 10;
    private static readonly TimeSpan Ban = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private long _minute;
    private int _used;
    private int _refusals;
    private DateTimeOffset _bannedUntil;

    /// <summary>Takes the weight of one call. A refused call counts too, and who goes on calling is banned for a while.</summary>
    public RestAllowance Take(int weight)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _bannedUntil)
                return new RestAllowance(418, _used, _bannedUntil - now);

            var minute = now.ToUnixTimeSeconds() / 60;
            if (minute != _minute)
                (_minute, _used, _refusals) = (minute, 0, 0);
            _used += weight;
            if (_used <= weightPerMinute)
                return new RestAllowance(200, _used, TimeSpan.Zero);
            if (++_refusals <= RefusalsBeforeBan)
                return new RestAllowance(429, _used, DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60) - now);
            _bannedUntil = now + Ban;
            return new RestAllowance(418, _used, Ban);
        }
    }
}

/// <summary>Whether a call may be answered (200) or is refused (429, 418), the weight used and when to come back.</summary>
internal readonly record struct RestAllowance(int Status, int Used, TimeSpan RetryAfter);
