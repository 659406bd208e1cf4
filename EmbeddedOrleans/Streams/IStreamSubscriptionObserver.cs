using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A grain that attaches its observers when the first event of a stream arrives, instead of at activation.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>A stream has events for this grain and no observer is attached to it yet.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}

/// <summary>Makes the handle of a subscription once the event type is known.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The name of the provider.</summary>
    string ProviderName { get; }

    /// <summary>The handle, to be resumed with an observer.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
