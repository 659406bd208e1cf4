using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>What a rule carries over all its targets.</summary>
[GenerateSerializer, Immutable, Alias("RuleProgress")]
internal sealed record RuleProgress
{
    /// <summary>More fires than this within <see cref="BreakerMs"/> pause the rule.</summary>
    public const int BreakerFires = 15;

    public const long BreakerMs = 180_000;

    /// <summary>Why it is paused; null: it is not.</summary>
    [Id(0)] public string? PausedReason { get; init; }

    /// <summary>Bars that close before this are recorded but not delivered, Unix ms; null: not snoozed.</summary>
    [Id(1)] public long? SnoozedUntil { get; init; }

    /// <summary>Close times of the fires of the last three minutes, ascending.</summary>
    [Id(2)] public ImmutableArray<long> Fires { get; init; } = [];

    /// <summary>Counts a fire; one too many pauses the rule.</summary>
    public RuleProgress WithFire(long closeTime)
    {
        var at = Fires.BinarySearch(closeTime);
        var all = Fires.Insert(at < 0 ? ~at : at, closeTime);
        var kept = all.RemoveAll(time => time <= all[^1] - BreakerMs);
        return kept.Count(time => time <= closeTime && time > closeTime - BreakerMs) > BreakerFires
            ? this with { Fires = [], PausedReason = $"more than {BreakerFires} fires in 3 minutes" }
            : this with { Fires = kept };
    }
}
