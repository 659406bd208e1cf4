using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Live;

/// <summary>What one page follows: it is read, then kept up to date; when that fails it is tried again. Disposing ends its subscriptions.</summary>
public abstract partial class PageFeed(PagePace pace, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private readonly List<IAsyncDisposable> subscriptions = [];
    private readonly List<Task> readers = [];
    private Coalescer? changes;
    private ITimer? retry;
    private Task trying = Task.CompletedTask;

    /// <summary>Where reading stands.</summary>
    public enum Stage
    {
        /// <summary>Being read.</summary>
        Loading,

        /// <summary>There is no such thing, or it is somebody else's.</summary>
        Missing,

        /// <summary>It could not be read.</summary>
        Failed,

        /// <summary>There, and followed.</summary>
        Live,
    }

    /// <summary>Where reading stands.</summary>
    public Stage State { get; private set; }

    /// <summary>Guards what updates change.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Stopping => stop.Token;

    /// <summary>Reads and follows; when that fails, again every few seconds.</summary>
    /// <param name="changed">Called at most four times a second, on any thread.</param>
    public Task Run(Action changed)
    {
        changes = new Coalescer(changed, pace);
        retry = pace.Time.CreateTimer(_ => trying = Try(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return trying = Try();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        if (retry is not null)
        {
            await retry.DisposeAsync();
        }

        await trying;
        await End();
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Subscribes first and reads afterwards, so that nothing falls between.</summary>
    /// <returns>False: there is no such thing.</returns>
    protected abstract Task<bool> Load();

    /// <summary>Something changed.</summary>
    protected void Signal() => changes?.Signal();

    /// <summary>Takes a subscription over: it ends with the feed.</summary>
    protected ILiveSubscription<T> Hold<T>(ILiveSubscription<T> subscription)
    {
        subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Hands every update on, under <see cref="Gate"/>.</summary>
    protected void Follow<T>(ILiveSubscription<T> subscription, Action<T> take) => readers.Add(Read(subscription, take));

    /// <summary>Does something now and again and again until the feed ends; a failure waits for the next time.</summary>
    protected void Repeat(TimeSpan every, Func<Task> work) => readers.Add(Ask(every, work));

    private async Task Try()
    {
        try
        {
            State = await Load() ? Stage.Live : Stage.Missing;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            LogUnreadable(logger, exception, GetType().Name);
            State = Stage.Failed;
            await End();
            if (!stop.IsCancellationRequested)
            {
                retry!.Change(RetryAfter, Timeout.InfiniteTimeSpan);
            }
        }

        Signal();
    }

    private async Task End()
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.DisposeAsync();
        }

        await Task.WhenAll(readers);
        subscriptions.Clear();
        readers.Clear();
    }

    private async Task Read<T>(ILiveSubscription<T> subscription, Action<T> take)
    {
        try
        {
            await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
            {
                lock (Gate)
                {
                    take(update);
                }

                Signal();
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }

    private async Task Ask(TimeSpan every, Func<Task> work)
    {
        using var timer = new PeriodicTimer(every, pace.Time);
        try
        {
            do
            {
                try
                {
                    await work();
                    Signal();
                }
                catch (Exception exception) when (!stop.IsCancellationRequested)
                {
                    LogUnreadable(logger, exception, GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} could not read for a page; it tries again.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string feed);
}
