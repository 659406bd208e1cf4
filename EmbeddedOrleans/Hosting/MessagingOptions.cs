namespace Orleans.Configuration;

/// <summary>How calls are made.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long callers wait for a response. The default is 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls are made by a node and its co-hosted client.</summary>
public class SiloMessagingOptions : MessagingOptions;

/// <summary>When idle activations end.</summary>
public class GrainCollectionOptions
{
    /// <summary>After how long without a call an activation is collected, unless its class says otherwise. The default is 15 minutes; longer than <see cref="CollectionQuantum"/>.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. The default is one minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may take to begin before its token is cancelled. The default is 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take to end before it is given up. The default is 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal void Validate()
    {
        if (CollectionQuantum <= TimeSpan.Zero) throw new InvalidOperationException($"{nameof(GrainCollectionOptions)}.{nameof(CollectionQuantum)} must be positive and is {CollectionQuantum}.");
        if (CollectionAge <= CollectionQuantum) throw new InvalidOperationException($"{nameof(GrainCollectionOptions)}.{nameof(CollectionAge)} ({CollectionAge}) must be longer than {nameof(CollectionQuantum)} ({CollectionQuantum}).");
    }
}
