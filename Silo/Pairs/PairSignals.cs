using QuantPlatform.Analytics.Signals;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Pairs;

/// <summary>Translates between the signal machine's states and what is stored and shown.</summary>
internal static class PairSignals
{
    public static PairSignal Of(SignalState state) => state switch
    {
        SignalState.LongSpread => PairSignal.LongSpread,
        SignalState.ShortSpread => PairSignal.ShortSpread,
        SignalState.StoppedLong or SignalState.StoppedShort => PairSignal.Stopped,
        _ => PairSignal.Flat,
    };

    public static SignalTransition Transition(long time, SignalState state) => new(time, Of(state), state == SignalState.StoppedLong);

    public static SignalState StateAfter(SignalTransition transition) => transition.Signal switch
    {
        PairSignal.LongSpread => SignalState.LongSpread,
        PairSignal.ShortSpread => SignalState.ShortSpread,
        PairSignal.Stopped => transition.WasLong ? SignalState.StoppedLong : SignalState.StoppedShort,
        _ => SignalState.Flat,
    };
}
