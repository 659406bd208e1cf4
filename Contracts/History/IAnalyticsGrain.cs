using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.History;

/// <summary>Statistics over stored bars, away from the grains that run live; a stateless worker, key <c>0</c>.</summary>
[Shared, Alias("IAnalyticsGrain")]
public interface IAnalyticsGrain : IGrainWithStringKey
{
    /// <summary>A pair's points in a range of open times, each recomputed from stored bars exactly as the live grain computed it.</summary>
    /// <param name="transitions">The live signal transitions; empty: the signal is replayed over the stored history.</param>
    [Alias("GetPairSeries")]
    Task<ImmutableArray<PairPoint>> GetPairSeries(PairSettings settings, TimeRange range, ImmutableArray<SignalTransition> transitions);

    /// <summary>Replays the signal from flat over all stored bars of both legs.</summary>
    [Alias("ReplaySignal"), ResponseTimeout("00:05:00")]
    Task<SignalReplay> ReplaySignal(PairSettings settings);
}

/// <summary>The signal changed at the point whose bars open at <paramref name="Time"/>.</summary>
/// <param name="WasLong">For <see cref="PairSignal.Stopped"/>: whether the stopped position was long the spread.</param>
[GenerateSerializer, Immutable, Alias("SignalTransition")]
public sealed record SignalTransition([property: Id(0)] long Time, [property: Id(1)] PairSignal Signal, [property: Id(2)] bool WasLong);

/// <summary>The outcome of a replay.</summary>
/// <param name="EvaluatedUpTo">Open time of the last point evaluated; null when there was none.</param>
[GenerateSerializer, Immutable, Alias("SignalReplay")]
public sealed record SignalReplay(
    [property: Id(0)] ImmutableArray<SignalTransition> Transitions, [property: Id(1)] long? EvaluatedUpTo);
