namespace Orleans;

/// <summary>Why an activation ended.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that caused it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The cause, if it was an exception.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} {Exception}";
}

/// <summary>Kinds of reasons for which an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not ended.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>Creating the grain, reading its state or activating it failed.</summary>
    ActivationFailed,

    /// <summary>The directory refused it; does not occur on a single node.</summary>
    DirectoryFailure,

    /// <summary>It was idle for longer than its age limit.</summary>
    ActivationIdle,

    /// <summary>It did not respond; does not occur on a single node.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation won; does not occur on a single node.</summary>
    DuplicateActivation,

    /// <summary>A call asked for another version; does not occur on a single node.</summary>
    IncompatibleRequest,

    /// <summary>An error in the grain, such as writing a stale state.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Moving to another node; does not occur on a single node.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory ran low; not used by this runtime.</summary>
    HighMemoryPressure,
}
