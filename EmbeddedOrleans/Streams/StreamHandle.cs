using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace EmbeddedOrleans.Runtime;

/// <summary>The implicit subscription of one grain to one stream.</summary>
internal sealed class StreamHandle<T>(Activation activation, string provider, StreamId stream) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => stream;

    public override string ProviderName => provider;

    /// <summary>Always the same for a grain and a stream.</summary>
    public override Guid HandleId { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{activation.GrainId}\n{provider}\n{stream}")).AsSpan(0, 16));

    public override Task UnsubscribeAsync()
    {
        Attachments().Remove((provider, stream));
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Attach(new SingleAttachment<T>(observer), token);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Attach(new BatchAttachment<T>(observer), token);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();

    private Task<StreamSubscriptionHandle<T>> Attach(StreamAttachment attachment, StreamSequenceToken? token)
    {
        if (token is not null) throw new NotSupportedException("Memory streams keep no past to resume from.");
        Attachments().Set((provider, stream), attachment);
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    private StreamAttachments Attachments() => ReferenceEquals(Activation.Current, activation)
        ? StreamAttachments.Of(activation)
        : throw new InvalidOperationException("A subscription is changed in a turn of its own grain.");
}

internal sealed class StreamHandleFactory(Activation activation, string provider, StreamId stream) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    public string ProviderName => provider;

    public StreamSubscriptionHandle<T> Create<T>() => new StreamHandle<T>(activation, provider, stream);
}
