namespace EmbeddedOrleans.Runtime;

/// <summary>Where calls of one identity go.</summary>
internal interface ICallTarget
{
    /// <summary>The activations behind it.</summary>
    IEnumerable<Activation> Activations { get; }

    /// <summary>Takes the work, unless this target has ended and another must be found.</summary>
    bool TryEnqueue(ActivationWork work);

    /// <summary>Gives up on work that is past its deadline.</summary>
    void Sweep(long now);
}
