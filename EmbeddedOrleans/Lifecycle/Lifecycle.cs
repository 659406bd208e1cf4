using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>Stages in ascending order at start, in descending order at stop; the observers of one stage run together.</summary>
internal class Lifecycle
{
    private readonly List<Subscription> _subscriptions = [];
    private int? _highestStarted;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, stage, observer);
        lock (_subscriptions) _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Starts every stage; after a failure the stages that did start can still be stopped.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highestStarted = stage;
            await Task.WhenAll(At(stage).Select(observer => observer.OnStart(cancellationToken)));
            OnStarted(stage);
        }
    }

    /// <summary>Stops every stage that was started; a failure is handed to <paramref name="onFailure"/> and the stop goes on.</summary>
    public async Task Stop(Action<Exception> onFailure, CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().Where(stage => stage <= _highestStarted).OrderDescending())
        {
            await Task.WhenAll(At(stage).Select(observer => Guarded(observer, onFailure, cancellationToken)));
            OnStopped(stage);
        }
    }

    protected virtual void OnStarted(int stage)
    {
    }

    protected virtual void OnStopped(int stage)
    {
    }

    private static async Task Guarded(ILifecycleObserver observer, Action<Exception> onFailure, CancellationToken cancellationToken)
    {
        try
        {
            await observer.OnStop(cancellationToken);
        }
        catch (Exception exception)
        {
            onFailure(exception);
        }
    }

    private int[] Stages()
    {
        lock (_subscriptions) return [.. _subscriptions.Select(subscription => subscription.Stage).Distinct()];
    }

    private ILifecycleObserver[] At(int stage)
    {
        lock (_subscriptions) return [.. _subscriptions.Where(subscription => subscription.Stage == stage).Select(subscription => subscription.Observer)];
    }

    private sealed class Subscription(Lifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose()
        {
            lock (owner._subscriptions) owner._subscriptions.Remove(this);
        }
    }
}

internal sealed class GrainLifecycle : Lifecycle, IGrainLifecycle;

internal sealed class SiloLifecycle : Lifecycle, ISiloLifecycle
{
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    protected override void OnStarted(int stage) => HighestCompletedStage = stage;

    protected override void OnStopped(int stage) => LowestStoppedStage = stage;
}

internal sealed class DelegateLifecycleObserver(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop) : ILifecycleObserver
{
    public Task OnStart(CancellationToken cancellationToken = default) => onStart(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => onStop?.Invoke(cancellationToken) ?? Task.CompletedTask;
}
