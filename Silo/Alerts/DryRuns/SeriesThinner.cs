using System.Runtime.InteropServices;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.DryRuns;

/// <summary>
/// Keeps of a series, in one pass, what a chart of it needs: every bar while there are few, then the lowest and the highest of each stretch, and always the bars of alerts.
/// How long it will become need not be known: a stretch begins as one bar and doubles whenever there are too many.
/// </summary>
/// <param name="from">Where the first stretch begins, Unix ms.</param>
/// <param name="most">Of so many stretches, two values each.</param>
internal sealed class SeriesThinner(TargetInfo target, long from, int most)
{
    private readonly SortedDictionary<long, Sample> wanted = [];
    private List<Sample> kept = [];
    private long stepMs = target.Interval.Ms();
    private long stretch = -1;
    private int pinned;
    private Sample? low;
    private Sample? high;
    private Sample? last;

    /// <summary>The next bar; times ascend.</summary>
    public void Add(long time, double? value)
    {
        Put(new Sample(time, value, false));
        while (kept.Count - pinned > 2 * most)
        {
            Coarsen();
        }
    }

    /// <summary>Keeps the bar that was added last, whatever its value.</summary>
    public void KeepLast()
    {
        if (last is { IsPinned: false } sample)
        {
            pinned++;
            last = wanted[sample.Time] = sample with { IsPinned = true };
        }
    }

    /// <summary>What was kept.</summary>
    public RuleSeries Take()
    {
        Flush();
        return new RuleSeries(
            DryRunTally.KeyOf(target.Target), target.Name, target.Interval.Ms(), stepMs, [.. kept.Select(sample => sample.Time)], [.. kept.Select(sample => sample.Value)]);
    }

    private void Put(Sample sample)
    {
        var at = (sample.Time - from) / stepMs;
        if (at != stretch)
        {
            Flush();
            stretch = at;
        }

        last = sample;
        if (sample.IsPinned)
        {
            wanted[sample.Time] = sample;
        }

        if (sample.Value is { } value)
        {
            low = low is { } least && least.Value <= value ? low : sample;
            high = high is { } greatest && greatest.Value >= value ? high : sample;
        }
    }

    private void Coarsen()
    {
        var (before, current) = (kept, wanted.Values.Concat(Current()).DistinctBy(sample => sample.Time).OrderBy(sample => sample.Time).ToList());
        kept = [];
        wanted.Clear();
        (low, high, last, stretch) = (null, null, null, -1);
        stepMs *= 2;
        foreach (var sample in before.Concat(current))
        {
            Put(sample);
        }
    }

    private void Flush()
    {
        foreach (var sample in Current())
        {
            wanted.TryAdd(sample.Time, sample);
        }

        kept.AddRange(wanted.Values);
        wanted.Clear();
        (low, high, last) = (null, null, null);
    }

    /// <summary>What the stretch has come to; one without any value keeps its place: the line breaks there.</summary>
    private IEnumerable<Sample> Current() => new[] { low ?? last, high }.OfType<Sample>();

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sample(long Time, double? Value, bool IsPinned);
}
