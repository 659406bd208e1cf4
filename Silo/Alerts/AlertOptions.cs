using System.ComponentModel.DataAnnotations;

namespace QuantPlatform.Silo.Alerts;

/// <summary>Settings of alerts (<c>Alerts:*</c>).</summary>
internal sealed class AlertOptions
{
    /// <summary>For crash tests only: the step after which the process kills itself. The default value is none.</summary>
    public AlertStep CrashAt { get; set; }

    /// <summary>The how-manieth time that step is reached. The default value is 1.</summary>
    [Range(1, 1_000_000)]
    public int CrashOn { get; set; } = 1;
}

/// <summary>The steps between a bar and its alert, between any two of which a node may die.</summary>
internal enum AlertStep
{
    None,

    /// <summary>Transitions are decided, nothing is written.</summary>
    Evaluated,

    /// <summary>The rule has written them, the inbox knows nothing.</summary>
    Written,

    /// <summary>The inbox has them, the rule still holds them.</summary>
    Sent,

    /// <summary>The rule has dropped them.</summary>
    Dropped,

    /// <summary>The inbox has stored alert and deliveries, none is on its way.</summary>
    Owed,

    /// <summary>A receiver has taken a delivery, nothing says so.</summary>
    Delivered,
}
