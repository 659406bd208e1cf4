using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(LogLevel.Information, "The node {Address} has started; {Classes} grain classes.")]
    public partial void Started(SiloAddress address, int classes);

    [LoggerMessage(LogLevel.Information, "The node {Address} has stopped.")]
    public partial void Stopped(SiloAddress address);

    [LoggerMessage(LogLevel.Warning, "The node stopped before {Count} activations had ended.")]
    public partial void StoppedEarly(int count);

    [LoggerMessage(LogLevel.Error, "Stopping a part of the node failed.")]
    public partial void StopFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Activating {GrainId} failed.")]
    public partial void ActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Warning, "Deactivating {GrainId} failed.")]
    public partial void DeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Warning, "A timer of {GrainId} failed.")]
    public partial void TimerFailed(Exception? exception, GrainId grainId);

    [LoggerMessage(LogLevel.Warning, "The one-way call {InterfaceName}.{MethodName} of {GrainId} failed.")]
    public partial void OneWayFailed(Exception? exception, string interfaceName, string methodName, GrainId grainId);

    [LoggerMessage(LogLevel.Debug, "{GrainId} refused a message of the stream {Stream}; it is tried again.")]
    public partial void StreamDeliveryRetried(Exception exception, StreamId stream, GrainId grainId);

    [LoggerMessage(LogLevel.Debug, "A message of the stream {Stream} to {GrainId} ends with the node.")]
    public partial void StreamEnded(StreamId stream, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "A message of the stream {Stream} could not be delivered to {GrainId} and is lost to it.")]
    public partial void StreamDeliveryFailed(Exception exception, StreamId stream, GrainId grainId);
}
