namespace QuantPlatform.Web.Ui;

/// <summary>
/// Turns any number of signals into at most one call in a turn of the page: the first at once when the page has not just changed, the rest together in the next turn.
/// No call comes after <see cref="Dispose"/> returned, except one that was already running.
/// </summary>
public sealed class Coalescer : IDisposable
{
    private readonly Lock gate = new();
    private readonly Action call;
    private readonly PagePace pace;
    private readonly TimeSpan spacing;
    private long lastCall;
    private bool called;
    private bool waiting;
    private bool disposed;

    /// <param name="call">What the signals ask for; must not throw.</param>
    /// <param name="pace">The turns of the page.</param>
    /// <param name="spacing">Least time between two calls; as short as a turn when not given.</param>
    public Coalescer(Action call, PagePace pace, TimeSpan spacing = default)
    {
        this.call = call;
        this.pace = pace;
        this.spacing = spacing;
    }

    /// <summary>How long until it may be called again; zero or less: now.</summary>
    internal TimeSpan Wait => called ? spacing - pace.Time.GetElapsedTime(lastCall) : TimeSpan.Zero;

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
        }

        pace.Add(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        pace.Remove(this);
    }

    /// <summary>Its turn has come.</summary>
    internal void Run()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            (waiting, called, lastCall) = (false, true, pace.Time.GetTimestamp());
        }

        call();
    }
}
