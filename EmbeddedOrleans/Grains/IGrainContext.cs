namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The reference by which the grain is called.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance of the grain class; null until it is created.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation, disposed when it ends.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Stages that run around activation and deactivation.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation as soon as no call is in progress.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
