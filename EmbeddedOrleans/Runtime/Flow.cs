namespace EmbeddedOrleans.Runtime;

/// <summary>Keeps the execution context, and with it the request context, of whoever calls first out of what lives longer.</summary>
internal static class Flow
{
    public static TResult Without<TArgument, TResult>(Func<TArgument, TResult> make, TArgument argument)
    {
        if (ExecutionContext.IsFlowSuppressed()) return make(argument);
        using (ExecutionContext.SuppressFlow()) return make(argument);
    }
}
