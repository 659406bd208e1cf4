using System.Diagnostics.Metrics;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Benchmarks.Alerts;

/// <summary>Listens to the silo's own count of evaluated bars.</summary>
internal sealed class EvaluationCount : IDisposable
{
    private readonly MeterListener listener = new();
    private TaskCompletionSource reached = new();
    private long count, target = long.MaxValue;

    public EvaluationCount()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == RuleMetrics.MeterName && instrument.Name == RuleMetrics.EvaluationsName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, bars, _, _) => Add(bars));
        listener.Start();
    }

    /// <summary>Ends when so many further bars are evaluated.</summary>
    public Task After(int bars)
    {
        reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref target, Volatile.Read(ref count) + bars);
        return reached.Task;
    }

    public void Dispose() => listener.Dispose();

    private void Add(long bars)
    {
        if (Interlocked.Add(ref count, bars) >= Volatile.Read(ref target))
        {
            reached.TrySetResult();
        }
    }
}
