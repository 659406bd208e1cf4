namespace QuantPlatform.Web.Pairs;

/// <summary>Tells every list in one browser tab that the user's pairs were added to, edited or deleted. Scoped to the circuit.</summary>
public sealed class PairListChanges
{
    /// <summary>The pairs changed.</summary>
    public event Func<Task>? Changed;

    /// <summary>Awaits every listener.</summary>
    public async Task Tell()
    {
        foreach (var listener in Changed?.GetInvocationList().Cast<Func<Task>>() ?? [])
        {
            await listener();
        }
    }
}
