using EmbeddedOrleans.Runtime;

namespace Orleans;

/// <summary>Subscribing to lifecycles with delegates.</summary>
public static class LifecycleExtensions
{
    /// <summary>Runs <paramref name="onStart"/> and <paramref name="onStop"/> at a stage.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(onStart);
        return observable.Subscribe(observerName, stage, new DelegateLifecycleObserver(onStart, onStop));
    }

    /// <summary>Runs <paramref name="onStart"/> at a stage.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(observerName, stage, onStart, null);

    /// <summary>Adds an observer under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.Subscribe(NameOf<TObserver>(), stage, observer);
    }

    /// <summary>Runs <paramref name="onStart"/> and <paramref name="onStop"/> at a stage, under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop)
        => observable.Subscribe(NameOf<TObserver>(), stage, onStart, onStop);

    /// <summary>Runs <paramref name="onStart"/> at a stage, under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(NameOf<TObserver>(), stage, onStart, null);

    private static string NameOf<T>() => typeof(T).FullName ?? typeof(T).Name;
}
