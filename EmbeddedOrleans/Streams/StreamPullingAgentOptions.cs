namespace Orleans.Configuration;

/// <summary>How events are delivered.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>How long a message that its subscriber refuses is tried again before it is dropped and the subscriber told. The default is one minute.</summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
}
