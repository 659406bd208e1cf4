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

    private static readonly SignalTransition Flat = new(0, Contracts.Pairs.PairSignal.Flat, false);

    /// <summary>The settings by which the newest of these transitions were decided, as text that begins with the series: <c>y|x|interval|</c>.</summary>
    [Id(0)] public string SettingsKey { get; init; } = "";

    [Id(1)] public ImmutableArray<SignalTransition> Transitions { get; init; } = [];

    /// <summary>Open time of the last point evaluated when this was written; null: none.</summary>
    [Id(2)] public long? EvaluatedUpTo { get; init; }

    /// <summary>Open time of the last point that the first replay decided: later ones were decided live. Null: all of them.</summary>
    [Id(3)] public long? ReplayedUpTo { get; init; }

    public PairState With(IReadOnlyCollection<SignalTransition> more, long? evaluatedUpTo) =>
        this with { Transitions = Cut(Transitions.AddRange(more)), EvaluatedUpTo = evaluatedUpTo };

    /// <summary>
    /// Starts over with a replay, at creation and after a change of settings. What was decided live on the same series stays; before and after it the replay holds. Other legs
    /// or another interval are another series: nothing of the old one stays.
    /// </summary>
    /// <param name="intervalMs">Length of a bar: where live and replayed signals meet and differ, the next bar takes the other one over.</param>
    public PairState Replayed(string settingsKey, SignalReplay replay, long intervalMs)
    {
        if (SettingsKey.Length == 0 || SeriesOf(SettingsKey) != SeriesOf(settingsKey) || EvaluatedUpTo is not { } liveEnd)
        {
            return new PairState
            {
                SettingsKey = settingsKey,
                Transitions = Cut(replay.Transitions),
                EvaluatedUpTo = replay.EvaluatedUpTo,
                ReplayedUpTo = replay.EvaluatedUpTo,
            };
        }

        var merged = new List<SignalTransition>();
        if (ReplayedUpTo is { } liveFrom)
        {
            merged.AddRange(replay.Transitions.Where(transition => transition.Time <= liveFrom));
            TakeOver(merged, At(Transitions, liveFrom), liveFrom + intervalMs);
        }

        merged.AddRange(Transitions.Where(transition => transition.Time > (ReplayedUpTo ?? long.MinValue)));
        TakeOver(merged, At(replay.Transitions, liveEnd), liveEnd + intervalMs);
        merged.AddRange(replay.Transitions.Where(transition => transition.Time > liveEnd));
        return this with { SettingsKey = settingsKey, Transitions = Cut([.. merged]), EvaluatedUpTo = replay.EvaluatedUpTo };
    }

    private static void TakeOver(List<SignalTransition> merged, SignalTransition state, long time)
    {
        var last = merged.Count == 0 ? Flat : merged[^1];
        if (last.Signal != state.Signal || last.WasLong != state.WasLong)
        {
            merged.Add(state with { Time = time });
        }
    }

    private static SignalTransition At(ImmutableArray<SignalTransition> transitions, long time) =>
        transitions.LastOrDefault(transition => transition.Time <= time) ?? Flat;

    private static string SeriesOf(string settingsKey) => string.Join('|', settingsKey.Split('|').Take(3));

    private static ImmutableArray<SignalTransition> Cut(ImmutableArray<SignalTransition> all) =>
        all.Length > MaxTransitions ? all.RemoveRange(0, all.Length - MaxTransitions) : all;
}
