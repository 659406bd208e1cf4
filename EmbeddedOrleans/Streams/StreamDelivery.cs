using Orleans.Runtime;
using Orleans.Streams.Core;

namespace EmbeddedOrleans.Runtime;

/// <summary>One message on its way into turns of its subscriber; the events that were taken are not delivered again.</summary>
internal sealed class StreamDelivery(string provider, StreamMessage message) : AsyncWork
{
    private TaskCompletionSource<Exception?> _outcome = null!;
    private Exception? _reported;
    private int _delivered;

    /// <summary>Trying again cannot help: nobody will ever take it, or the node has stopped.</summary>
    public bool IsUndeliverable { get; private set; }

    internal override Dictionary<string, object>? Context => message.Context;

    /// <summary>Delivers what is left and returns why it could not; null if all was taken.</summary>
    public async Task<Exception?> Send(Silo silo, GrainClass subscriber, GrainId target)
    {
        while (true)
        {
            _outcome = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!silo.Deliver(this, subscriber, target))
            {
                IsUndeliverable = true;
                return silo.Refusal();
            }

            var outcome = await _outcome.Task;
            if (outcome is not ActivationEndedException) return outcome;
        }
    }

    /// <summary>Tells the subscriber that events are lost to it.</summary>
    public async Task Fail(Silo silo, GrainClass subscriber, GrainId target, Exception failure)
    {
        _reported = failure;
        await Send(silo, subscriber, target);
    }

    protected override async Task Run(Activation activation)
    {
        var attachments = StreamAttachments.Of(activation);
        var key = (provider, message.Stream);
        if (attachments.Find(key) is null && activation.GrainInstance is IStreamSubscriptionObserver observer && attachments.Introduce(key))
            await observer.OnSubscribed(new StreamHandleFactory(activation, provider, message.Stream));
        if (attachments.Find(key) is not { } attachment) return;
        if (_reported is not null)
        {
            await attachment.Fail(_reported);
            return;
        }

        if (!attachment.Accepts(message))
        {
            IsUndeliverable = true;
            throw new InvalidCastException($"Events of {message.Stream} are {message.Events.GetType().GetElementType()}, its subscriber {activation.GrainId} takes {attachment.EventType}.");
        }

        while (_delivered < message.Events.Length) _delivered += await attachment.Deliver(message, _delivered);
    }

    protected override void OnEnded(Activation activation, Task task) => _outcome.TrySetResult(task.Exception?.InnerException ?? (task.IsCanceled ? new OperationCanceledException() : null));

    internal override void Reject(Exception exception) => _outcome.TrySetResult(exception);

    internal override void Forward() => _outcome.TrySetResult(new ActivationEndedException());

    private sealed class ActivationEndedException : Exception;
}
