using System.Diagnostics.CodeAnalysis;
using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Statistics;

/// <summary>The node's one place for heavy maths: a few calculations at a time, a bounded number waiting, away from every grain's turn.</summary>
/// <param name="atOnce">Calculations that run at the same time.</param>
/// <param name="waiting">Calculations that may wait; one more is refused as <c>busy</c>.</param>
/// <param name="perUser">Calculations of one user that may run or wait, so that nobody keeps all others out.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal sealed class HeavyQueue(int atOnce, int waiting, int perUser) : IDisposable
{
    private readonly SemaphoreSlim slots = new(atOnce);
    private readonly Dictionary<string, int> users = new(StringComparer.Ordinal);
    private int present;

    /// <summary>Calculations that run.</summary>
    public int Running => atOnce - slots.CurrentCount;

    /// <summary>Calculations that wait.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref present) - Running);

    /// <summary>How many may wait.</summary>
    public int MaxWaiting => waiting;

    /// <summary>Runs <paramref name="work"/> when its turn comes, on a thread of the pool.</summary>
    /// <param name="user">For whom; null for the platform itself.</param>
    public async Task<Outcome<T>> Run<T>(string? user, Func<Outcome<T>> work)
    {
        if (!TryEnter(user))
        {
            return Outcome.Refused<T>(RefusalCodes.Busy, null, $"at most {waiting} waiting, {perUser} of one user", "Too many calculations are waiting on this node. Try again in a few seconds.");
        }

        try
        {
            Outcome<T>? outcome = null;
            await Wait(() => outcome = work());
            return outcome!;
        }
        finally
        {
            Leave(user);
        }
    }

    /// <summary>Runs the node's own work when its turn comes: it is never refused, and a pair has at most one.</summary>
    public async Task Wait(Action work)
    {
        await slots.WaitAsync();
        try
        {
            await Task.Run(work);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    private bool TryEnter(string? user)
    {
        lock (users)
        {
            var own = user is null ? 0 : users.GetValueOrDefault(user);
            if (present >= atOnce + waiting || own >= perUser)
            {
                return false;
            }

            present++;
            if (user is not null)
            {
                users[user] = own + 1;
            }

            return true;
        }
    }

    private void Leave(string? user)
    {
        lock (users)
        {
            present--;
            if (user is not null && --users[user] == 0)
            {
                users.Remove(user);
            }
        }
    }
}
