namespace QuantPlatform.Web.Ui;

/// <summary>
/// How often one circuit changes its page: all its feeds together, at most once in <see cref="Spacing"/>, because each change costs the browser a frame however small it is.
/// One a circuit, so that the pages of different users do not change in the same instant. Safe to use from any thread.
/// </summary>
public sealed class PagePace : IDisposable
{
    /// <summary>A quarter of a second: at most four renders a second.</summary>
    public static readonly TimeSpan Normal = TimeSpan.FromMilliseconds(250);

    /// <summary>Half a second, for a browser whose frames are dear.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly List<Coalescer> waiting = [];
    private readonly ITimer timer;
    private long lastTurn;
    private bool turned;
    private bool disposed;

    /// <param name="time">What turns are counted by.</param>
    public PagePace(TimeProvider time)
    {
        Time = time;
        timer = time.CreateTimer(_ => Turn(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock of the feeds.</summary>
    public TimeProvider Time { get; }

    /// <summary>Least time between two turns.</summary>
    public TimeSpan Spacing { get; private set; } = Normal;

    /// <summary>The browser says what its frames cost.</summary>
    public void SetSlow(bool slow) => Spacing = slow ? Slow : Normal;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            waiting.Clear();
        }

        timer.Dispose();
    }

    /// <summary>Calls back in the first turn from which the coalescer may be called.</summary>
    internal void Add(Coalescer coalescer)
    {
        lock (gate)
        {
            if (!disposed)
            {
                waiting.Add(coalescer);
                Arm();
            }
        }
    }

    /// <summary>Forgets a coalescer.</summary>
    internal void Remove(Coalescer coalescer)
    {
        lock (gate)
        {
            waiting.Remove(coalescer);
        }
    }

    private void Arm()
    {
        var wait = waiting.Min(coalescer => coalescer.Wait);
        var turn = turned ? Spacing - Time.GetElapsedTime(lastTurn) : TimeSpan.Zero;
        var longer = wait > turn ? wait : turn;
        timer.Change(longer > TimeSpan.Zero ? longer : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Turn()
    {
        List<Coalescer> due;
        lock (gate)
        {
            due = waiting.FindAll(coalescer => coalescer.Wait <= TimeSpan.Zero);
            if (due.Count > 0)
            {
                (turned, lastTurn) = (true, Time.GetTimestamp());
                waiting.RemoveAll(due.Contains);
            }

            if (waiting.Count > 0 && !disposed)
            {
                Arm();
            }
        }

        due.ForEach(coalescer => coalescer.Run());
    }
}
