using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Feeds;

/// <summary>The state of the active venue for one badge.</summary>
public sealed class FeedBadgeFeed(ILiveFeed live, PagePace pace) : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private Coalescer? changes;
    private Task reading = Task.CompletedTask;

    /// <summary>The newest state; null until the first one is there.</summary>
    public VenueState? State { get; private set; }

    /// <summary>True while the state cannot be read: <see cref="State"/> is an old one.</summary>
    public bool Unreachable { get; private set; }

    /// <summary>Starts reading.</summary>
    /// <param name="changed">Called at most four times a second, on any thread.</param>
    public void Start(Action changed)
    {
        changes = new Coalescer(changed, pace);
        reading = Read();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        await reading;
        stop.Dispose();
    }

    private async Task Read()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var subscription = await live.SubscribeFeed(stop.Token);
                await foreach (var state in subscription.Updates.ReadAllAsync(stop.Token))
                {
                    (State, Unreachable) = (state, false);
                    changes!.Signal();
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Shown, not thrown: the badge says that it cannot be read, and goes on trying.
                Unreachable = true;
                changes!.Signal();
            }

            await Task.Delay(RetryAfter, pace.Time, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
