using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Signals;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Pairs;

/// <summary>Turns the bars of two legs into points, statistics and signal transitions. No I/O; <see cref="PairGrain"/> feeds it.</summary>
internal sealed class PairTracker(Settings settings)
{
    private readonly LegCursor y = new();
    private readonly LegCursor x = new();
    private readonly List<SignalTransition> transitions = [];
    private PairKernel kernel = PairKernels.Create(settings);
    private WindowBars windowBars = new(settings.Window, settings.Interval.Ms());
    private SignalState signal = SignalState.Flat;

    /// <summary>Points that a warm-up needs so that everything after it equals a run from the first bar.</summary>
    public int WarmupPoints => PairKernels.WarmupPoints(settings);

    public PairKernel Kernel => kernel;

    public SignalState Signal => signal;

    /// <summary>What the bars of the hedge window are like.</summary>
    public WindowBars WindowBars => windowBars;

    /// <summary>Open time of the last point whose signal was decided; null: none.</summary>
    public long? EvaluatedUpTo { get; private set; }

    /// <summary>Quality of the newest joint bar; null before the first.</summary>
    public BarQuality? Quality { get; private set; }

    /// <summary>The newest bars of both legs with one open time, point or not.</summary>
    public JointBar? Newest { get; private set; }

    public LegCursor Leg(bool isY) => isY ? y : x;

    /// <summary>Takes the signal up where stored transitions left it.</summary>
    public void RestoreSignal(IReadOnlyList<SignalTransition> stored, long? evaluatedUpTo)
    {
        signal = stored.Count == 0 ? SignalState.Flat : PairSignals.StateAfter(stored[^1]);
        EvaluatedUpTo = evaluatedUpTo;
    }

    /// <summary>Builds the windows anew from stored bars; points whose signal was decided before keep it.</summary>
    /// <param name="upTo">Open time up to which both legs were read; null: a leg has no bars yet.</param>
    public void Warm(IReadOnlyList<JointBar> bars, long? upTo)
    {
        kernel = PairKernels.Create(settings);
        windowBars = new WindowBars(settings.Window, settings.Interval.Ms());
        Newest = null;
        Quality = null;
        Continue(bars);
        y.StartAfter(upTo);
        x.StartAfter(upTo);
    }

    /// <summary>Adds stored bars, ascending.</summary>
    public void Continue(IEnumerable<JointBar> bars)
    {
        foreach (var bar in bars)
        {
            Add(bar);
        }
    }

    /// <summary>Joins what waits at both legs.</summary>
    /// <returns>How many points were added.</returns>
    public int Join()
    {
        var points = 0;
        while (y.TryPeek(out var barY) && x.TryPeek(out var barX))
        {
            if (barY.OpenTime == barX.OpenTime)
            {
                points += Add(new JointBar(barY, barX)) ? 1 : 0;
            }

            if (barY.OpenTime <= barX.OpenTime)
            {
                y.Drop();
            }

            if (barX.OpenTime <= barY.OpenTime)
            {
                x.Drop();
            }
        }

        return points;
    }

    /// <summary>The transitions since the last call, to be stored.</summary>
    public List<SignalTransition> TakeTransitions()
    {
        List<SignalTransition> taken = [.. transitions];
        transitions.Clear();
        return taken;
    }

    private bool Add(JointBar bar)
    {
        Newest = bar;
        Quality = bar.Quality;
        windowBars.Add(bar);
        if (!bar.IsPoint)
        {
            return false;
        }

        kernel.Add(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
        if (EvaluatedUpTo is null || bar.OpenTime > EvaluatedUpTo)
        {
            Step(bar.OpenTime);
        }

        return true;
    }

    private void Step(long time)
    {
        var next = SignalMachine.Next(
            signal, kernel.Current.Z, settings.Entry, settings.Exit, settings.Stop, kernel.Current.WasReset);
        if (next != signal)
        {
            transitions.Add(PairSignals.Transition(time, next));
        }

        signal = next;
        EvaluatedUpTo = time;
    }
}
