namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>
/// The request weight that a venue grants per UTC clock minute and address, shared by everything here that asks it. Requests are let through in order
/// of priority; the less urgent ones leave a reserve, so that a gap in live trades can always be filled at once. Thread-safe.
/// </summary>
internal sealed class WeightBudget : IDisposable
{
    /// <summary>What Binance grants until its exchangeInfo says otherwise.</summary>
    public const int DefaultLimit = 2_400;

    // The share of the limit that a priority may use up. What a start asks for (10 minutes of the five default symbols, their klines) fits into one
    // minute; what is left of 1 covers others behind the same address.
    private static readonly double[] Shares = [0.97, 0.92, 0.90, 0.50];

    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly PriorityQueue<Waiter, (RestPriority, long)> waiters = new();
    private readonly ITimer timer;
    private long minute, sequence;
    private int used;
    private DateTimeOffset blockedUntil = DateTimeOffset.MinValue;

    public WeightBudget(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Weight granted per minute.</summary>
    public int Limit { get; private set; } = DefaultLimit;

    /// <summary>Weight used in the current clock minute.</summary>
    public int Used
    {
        get
        {
            lock (gate)
            {
                Roll();
                return used;
            }
        }
    }

    /// <summary>Until when the venue wants to hear nothing; null when it has not said so.</summary>
    public DateTimeOffset? BlockedUntil
    {
        get
        {
            lock (gate)
            {
                return blockedUntil > time.GetUtcNow() ? blockedUntil : null;
            }
        }
    }

    /// <summary>Waits until a request of this weight may be sent; its weight counts as used from then on.</summary>
    public async Task Acquire(int weight, RestPriority priority, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (gate)
        {
            Roll();
            if (!IsBehindOther(priority) && Fits(weight, priority))
            {
                used += weight;
                return;
            }

            waiter = new Waiter(weight, priority);
            waiters.Enqueue(waiter, (priority, sequence++));
            Arm();
        }

        await using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        await waiter.Granted.Task;
    }

    /// <summary>The venue says how much this address has used in its minute (<c>X-MBX-USED-WEIGHT-1M</c>).</summary>
    public void OnReported(int weightUsed)
    {
        lock (gate)
        {
            Roll();
            used = Math.Max(used, weightUsed);
        }
    }

    /// <summary>The venue refuses everything for a while (429, 418).</summary>
    public void OnBlocked(TimeSpan retryAfter)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + retryAfter;
            blockedUntil = until > blockedUntil ? until : blockedUntil;
            Arm();
        }
    }

    /// <summary>The venue's own limit, from exchangeInfo.</summary>
    public void OnLimit(int limit)
    {
        lock (gate)
        {
            Limit = Math.Max(1, limit);
        }
    }

    public void Dispose() => timer.Dispose();

    private static void Cancel(Waiter waiter, CancellationToken cancellationToken) => waiter.Granted.TrySetCanceled(cancellationToken);

    private void Release()
    {
        lock (gate)
        {
            Roll();
            while (waiters.TryPeek(out var next, out _))
            {
                if (!next.Granted.Task.IsCompleted)
                {
                    if (!Fits(next.Weight, next.Priority))
                    {
                        break;
                    }

                    if (next.Granted.TrySetResult())
                    {
                        used += next.Weight;
                    }
                }

                waiters.Dequeue();
            }

            Arm();
        }
    }

    private bool IsBehindOther(RestPriority priority)
    {
        while (waiters.TryPeek(out var next, out _) && next.Granted.Task.IsCompleted)
        {
            waiters.Dequeue();
        }

        return waiters.TryPeek(out var first, out _) && first.Priority <= priority;
    }

    // A request heavier than its share could never be sent; it may go when the minute is fresh.
    private bool Fits(int weight, RestPriority priority) =>
        time.GetUtcNow() >= blockedUntil && (used + weight <= Limit * Shares[(int)priority] || used == 0);

    private void Roll()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (now != minute)
        {
            (minute, used) = (now, 0);
        }
    }

    private void Arm()
    {
        if (waiters.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var nextMinute = DateTimeOffset.FromUnixTimeSeconds(((now.ToUnixTimeSeconds() / 60) + 1) * 60);
        var due = (blockedUntil > now && blockedUntil < nextMinute) || blockedUntil > nextMinute ? blockedUntil : nextMinute;
        timer.Change(due - now + TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
    }

    private sealed record Waiter(int Weight, RestPriority Priority)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
