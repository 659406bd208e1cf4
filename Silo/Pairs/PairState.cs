using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.History;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The signal's history of a pair: what was decided live stays decided.</summary>
[GenerateSerializer, Alias("PairState")]
internal sealed record PairState
{
    /// <summary>Most transitions kept; older ones are forgotten.</summary>
    public const int MaxTransitions = 5_000;

    /// <summary>The settings these transitions belong to, as text; others start a new history.</summary>
    [Id(0)] public string SettingsKey { get; init; } = "";

    [Id(1)] public ImmutableArray<SignalTransition> Transitions { get; init; } = [];

    /// <summary>Open time of the last point evaluated when this was written; null: none.</summary>
    [Id(2)] public long? EvaluatedUpTo { get; init; }

    public PairState With(IReadOnlyCollection<SignalTransition> more, long? evaluatedUpTo)
    {
        var all = Transitions.AddRange(more);
        return this with
        {
            Transitions = all.Length > MaxTransitions ? all.RemoveRange(0, all.Length - MaxTransitions) : all,
            EvaluatedUpTo = evaluatedUpTo,
        };
    }
}
