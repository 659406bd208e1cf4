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
    private WindowBars windowBars = NewWindow(settings);
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

    /// <summary>Where the points go that rules want; null: nobody wants any.</summary>
    public RulePointLog? RuleLog { get; set; }

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
        windowBars = NewWindow(settings);
        Newest = null;
        Quality = null;
        var last = bars.LastOrDefault(bar => bar.IsPoint).Y?.OpenTime;
        foreach (var bar in bars)
        {
            Add(bar, isEarly: bar.OpenTime < last);
        }

        ForgetRulePoints();
        y.StartAfter(upTo);
        x.StartAfter(upTo);
    }

    /// <summary>Adds stored bars, ascending.</summary>
    public void Continue(IEnumerable<JointBar> bars)
    {
        foreach (var bar in bars)
        {
            Add(bar, isEarly: false);
        }
    }

    /// <summary>Adds stored bars, ascending, of which only the last points are evaluated.</summary>
    public void Replay(IReadOnlyCollection<JointBar> bars, int evaluated)
    {
        var early = bars.Count(bar => bar.IsPoint) - evaluated;
        EvaluatedUpTo = early > 0 ? bars.Where(bar => bar.IsPoint).ElementAt(early - 1).OpenTime : null;
        foreach (var bar in bars)
        {
            Add(bar, isEarly: bar.OpenTime <= EvaluatedUpTo);
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
                var before = Newest;
                var bar = new JointBar(barY, barX);
                points += Add(bar, isEarly: false) ? 1 : 0;
                RuleLog?.Add(PairRulePoints.Of(kernel, bar, before, settings.Interval.Ms(), RuleLog.WithTests));
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

    /// <summary>Takes in the bars of an open time as they are now, after one of them was replaced or came late; null where a leg has none.</summary>
    /// <returns>False when the windows must be built anew, because older points than those held would count.</returns>
    public bool Revise(long time, Bar? barY, Bar? barX)
    {
        if (Newest is not { } newest || time > newest.OpenTime)
        {
            Put(y, barY);
            Put(x, barX);
            return true;
        }

        if (kernel.FirstTime is { } first && time < first)
        {
            return kernel.IsSaturated;
        }

        var bar = barY is not null && barX is not null ? new JointBar(barY, barX) : (JointBar?)null;
        if (time == newest.OpenTime && bar is { } replaced)
        {
            Newest = replaced;
            Quality = replaced.Quality;
        }

        windowBars.Revise(time, bar);
        ForgetRulePoints();
        if (bar is not { IsPoint: true } point)
        {
            return !kernel.Holds(time) || kernel.Remove(time);
        }

        var isNew = kernel.LastTime is not { } last || time > last;
        kernel.Replace(time, (double)point.Y.Close, (double)point.X.Close);
        if (isNew && (EvaluatedUpTo is null || time > EvaluatedUpTo))
        {
            Step(time);
        }

        return true;
    }

    /// <summary>The transitions since the last call, to be stored.</summary>
    public List<SignalTransition> TakeTransitions()
    {
        List<SignalTransition> taken = [.. transitions];
        transitions.Clear();
        return taken;
    }

    /// <summary>Rules pull what came before from stored bars.</summary>
    private void ForgetRulePoints() => RuleLog = RuleLog is null ? null : new RulePointLog(RuleLog.WithTests, Newest?.OpenTime);

    private static WindowBars NewWindow(Settings settings) => new(settings.Window, settings.Interval.Ms(), countsMissing: !PairKernels.IsStatic(settings));

    private static void Put(LegCursor leg, Bar? bar)
    {
        if (bar is not null && bar.OpenTime <= leg.LastOpen)
        {
            leg.Put(bar);
        }
    }

    /// <param name="isEarly">This point's own values are not needed, unless its signal is to be decided.</param>
    private bool Add(JointBar bar, bool isEarly)
    {
        Newest = bar;
        Quality = bar.Quality;
        windowBars.Add(bar);
        if (!bar.IsPoint)
        {
            return false;
        }

        if (bar.OpenTime > (EvaluatedUpTo ?? long.MinValue))
        {
            kernel.Add(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
            Step(bar.OpenTime);
        }
        else if (isEarly)
        {
            kernel.Skip(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
        }
        else
        {
            kernel.Add(bar.OpenTime, (double)bar.Y.Close, (double)bar.X.Close);
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
