using System.Diagnostics.CodeAnalysis;
using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Statistics;

/// <summary>The node's one place for heavy maths: a few calculations at a time, a bounded number waiting, away from every grain's turn.</summary>
/// <param name="atOnce">Calculations that run at the same time.</param>
/// <param name="waiting">Calculations that may wait; one more is refused as <c>busy</c>.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal sealed class HeavyQueue(int atOnce, int waiting) : IDisposable
{
    private readonly SemaphoreSlim slots = new(atOnce);
    private int present;

    /// <summary>Runs <paramref name="work"/> when its turn comes, on a thread of the pool.</summary>
    public async Task<Outcome<T>> Run<T>(Func<Outcome<T>> work)
    {
        if (Interlocked.Increment(ref present) > atOnce + waiting)
        {
            Interlocked.Decrement(ref present);
            return Outcome.Refused<T>(RefusalCodes.Busy, null, $"at most {waiting} waiting", "Too many calculations are waiting on this node. Try again in a few seconds.");
        }

        try
        {
            await slots.WaitAsync();
            try
            {
                return await Task.Run(work);
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }

    public void Dispose() => slots.Dispose();
}
