namespace QuantPlatform.Web.Ui;

/// <summary>
/// Turns any number of signals into at most one call in a time: the first at once, the rest together when the time is up.
/// No call comes after <see cref="Dispose"/> returned, except one that was already running.
/// </summary>
public sealed class Coalescer : IDisposable
{
    /// <summary>A quarter of a second: at most four renders a second.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly Action call;
    private readonly TimeProvider time;
    private readonly TimeSpan spacing;
    private readonly ITimer timer;
    private long lastCall;
    private bool called;
    private bool waiting;
    private bool disposed;

    /// <param name="call">What the signals ask for; must not throw.</param>
    /// <param name="spacing">Least time between two calls; <see cref="Spacing"/> when not given.</param>
    public Coalescer(Action call, TimeProvider time, TimeSpan? spacing = null)
    {
        this.call = call;
        this.time = time;
        this.spacing = spacing ?? Spacing;
        timer = time.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed.</summary>
    public void Signal()
    {
        lock (gate)
        {
            if (waiting || disposed)
            {
                return;
            }

            waiting = true;
            var wait = called ? spacing - time.GetElapsedTime(lastCall) : TimeSpan.Zero;
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        timer.Dispose();
    }

    private void Run()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            (waiting, called, lastCall) = (false, true, time.GetTimestamp());
        }

        call();
    }
}
