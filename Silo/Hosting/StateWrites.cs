using Orleans.Runtime;

namespace QuantPlatform.Silo.Hosting;

/// <summary>Writing a grain's state.</summary>
internal static class StateWrites
{
    /// <summary>Stores the next state. When that fails the grain holds the one before, and is deactivated: storage may or may not have the new one, so it is read again on the next call.</summary>
    /// <param name="deactivate">The grain's own <c>DeactivateOnIdle</c>.</param>
    public static async Task Save<TState>(this IPersistentState<TState> storage, TState next, Action deactivate)
    {
        var previous = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);      // who hangs up must not cancel a write
        }
        catch
        {
            storage.State = previous;
            deactivate();
            throw;
        }
    }

    /// <summary>Deletes the stored state and the activation with it.</summary>
    /// <param name="deactivate">The grain's own <c>DeactivateOnIdle</c>.</param>
    public static Task Erase<TState>(this IPersistentState<TState> storage, Action deactivate)
    {
        deactivate();
        return storage.ClearStateAsync(CancellationToken.None);
    }
}
