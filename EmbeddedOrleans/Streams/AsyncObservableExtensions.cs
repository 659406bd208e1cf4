namespace Orleans.Streams;

/// <summary>Subscribing with delegates.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Attaches the calling grain with a delegate for events.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync)
        => obs.SubscribeAsync(onNextAsync, static _ => Task.CompletedTask, static () => Task.CompletedTask);

    /// <summary>Attaches the calling grain with delegates for events and errors.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync)
        => obs.SubscribeAsync(onNextAsync, onErrorAsync, static () => Task.CompletedTask);

    /// <summary>Attaches the calling grain with delegates for events and the end.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Task> onCompletedAsync)
        => obs.SubscribeAsync(onNextAsync, static _ => Task.CompletedTask, onCompletedAsync);

    /// <summary>Attaches the calling grain with delegates for events, errors and the end.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, Func<Task> onCompletedAsync)
    {
        ArgumentNullException.ThrowIfNull(obs);
        return obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }
}

/// <summary>Resuming with delegates.</summary>
public static class StreamSubscriptionHandleExtensions
{
    /// <summary>Attaches a delegate for events.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null)
        => handle.ResumeAsync(onNextAsync, static _ => Task.CompletedTask, token);

    /// <summary>Attaches delegates for events and errors.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, static () => Task.CompletedTask), token);
    }
}

internal sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> onNext, Func<Exception, Task> onError, Func<Task> onCompleted) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => onError(ex);

    public Task OnCompletedAsync() => onCompleted();
}
