namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to called grain, by copy and never back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The keys that have a value.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>Keys and values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>What is in force now. Its owner never changes it again, so it can be handed on as it is.</summary>
    internal static Dictionary<string, object>? Snapshot
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    /// <summary>The value of a key; null if it has none.</summary>
    public static object? Get(string key)
    {
        object? value = null;
        Values.Value?.TryGetValue(key, out value);
        return value;
    }

    /// <summary>Sets a value for this flow of execution and the calls it makes.</summary>
    public static void Set(string key, object value)
    {
        var next = Values.Value is { } current ? new Dictionary<string, object>(current) : new Dictionary<string, object>(1);
        next[key] = value;
        Values.Value = next;
    }

    /// <summary>Removes a value and tells whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } current || !current.ContainsKey(key)) return false;
        var next = new Dictionary<string, object>(current);
        next.Remove(key);
        Values.Value = next.Count == 0 ? null : next;
        return true;
    }

    /// <summary>Removes every value.</summary>
    public static void Clear()
    {
        if (Values.Value is not null) Values.Value = null;
    }
}
