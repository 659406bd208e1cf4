namespace QuantPlatform.Web.Ui;

/// <summary>The messages shown to one user now: at most <see cref="Capacity"/>, each for a while.</summary>
public sealed class ToastList(TimeProvider time) : IDisposable
{
    /// <summary>The oldest leaves when one more comes.</summary>
    public const int Capacity = 3;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);

    private readonly Lock gate = new();
    private readonly List<(Toast Toast, ITimer Timer)> shown = [];

    /// <summary>The list changed; raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>What is shown now, oldest first.</summary>
    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (gate)
            {
                return [.. shown.Select(item => item.Toast)];
            }
        }
    }

    /// <summary>Shows a message; one with a button stays twice as long.</summary>
    public void Show(Toast toast)
    {
        var lifetime = toast.Action is null ? Lifetime : Lifetime * 2;
        lock (gate)
        {
            while (shown.Count >= Capacity)
            {
                Take(0);
            }

            shown.Add((toast, time.CreateTimer(_ => Remove(toast), null, lifetime, Timeout.InfiniteTimeSpan)));
        }

        Changed?.Invoke();
    }

    /// <summary>Takes a message away.</summary>
    public void Remove(Toast toast)
    {
        lock (gate)
        {
            var index = shown.FindIndex(item => ReferenceEquals(item.Toast, toast));
            if (index < 0)
            {
                return;
            }

            Take(index);
        }

        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            while (shown.Count > 0)
            {
                Take(0);
            }
        }
    }

    private void Take(int index)
    {
        shown[index].Timer.Dispose();
        shown.RemoveAt(index);
    }
}
