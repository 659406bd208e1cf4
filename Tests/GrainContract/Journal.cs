using System.Collections.Concurrent;

namespace QuantPlatform.Tests.GrainContract;

/// <summary>Where grains note what happens to them and wait for the test; grains get it injected.</summary>
public sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly List<string> _entries = [];
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_entries) return [.. _entries];
        }
    }

    public void Note(string entry)
    {
        TaskCompletionSource changed;
        lock (_entries)
        {
            _entries.Add(entry);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    public void Open(string gate) => Gate(gate).TrySetResult();

    /// <summary>Waits until the test opens the gate.</summary>
    public Task Pass(string gate) => Gate(gate).Task.WaitAsync(Patience);

    /// <summary>Waits until an entry has been noted this many times.</summary>
    public async Task Noted(string entry, int times = 1)
    {
        while (true)
        {
            Task changed;
            lock (_entries)
            {
                if (_entries.Count(noted => noted == entry) >= times) return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource Gate(string gate) => _gates.GetOrAdd(gate, static _ => NewSignal());
}
