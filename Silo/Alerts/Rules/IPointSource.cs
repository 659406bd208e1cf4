using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>Where a target's points come from.</summary>
internal interface IPointSource
{
    /// <summary>Takes or renews the lease for hints and answers the closed points after a time, ascending; null when the target is gone.</summary>
    Task<RulePoints?> Follow(long after, int limit);

    /// <summary>Ends the lease.</summary>
    Task Unfollow();
}
