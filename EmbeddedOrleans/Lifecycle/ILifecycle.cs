namespace Orleans;

/// <summary>Runs at one stage of a lifecycle.</summary>
public interface ILifecycleObserver
{
    /// <summary>The lifecycle has reached the stage. A throw stops the start.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>The lifecycle leaves the stage.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>A lifecycle: stages run in ascending order at start, in descending order at stop; observers of one stage run together.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds an observer; disposing the result removes it.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>A service that takes part in a lifecycle: the runtime hands it the lifecycle before the start.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to stages.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
