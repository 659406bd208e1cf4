using System.ComponentModel;

namespace EmbeddedOrleans.Generation;

/// <summary>Requests of one method that wait to be used again, a few a thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RequestPool<TRequest>
    where TRequest : GrainRequest, new()
{
    private const int Capacity = 32;

    [ThreadStatic]
    private static TRequest[]? s_items;

    [ThreadStatic]
    private static int s_count;

    /// <summary>An empty request.</summary>
    public static TRequest Rent()
    {
        if (s_count == 0) return new TRequest();
        var item = s_items![--s_count];
        s_items[s_count] = null!;
        return item;
    }

    /// <summary>Takes back an emptied request.</summary>
    public static void Return(TRequest request)
    {
        var items = s_items ??= new TRequest[Capacity];
        if (s_count < Capacity) items[s_count++] = request;
    }
}
