using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>The requests of one socket: their texts, ids and which of them are still unanswered. Thread-safe.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    // Symbols can hold letters beyond ASCII; the exchange writes them as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly Dictionary<long, Sent> unanswered = [];
    private long lastId;

    /// <summary>A SUBSCRIBE or UNSUBSCRIBE for these stream names, under the next id.</summary>
    public byte[] Write(bool isSubscribe, IReadOnlyList<string> names)
    {
        lock (gate)
        {
            var id = ++lastId;
            unanswered[id] = new Sent(isSubscribe ? names : [], time.GetTimestamp());
            var method = isSubscribe ? "SUBSCRIBE" : "UNSUBSCRIBE";
            return Encoding.UTF8.GetBytes($$"""{"method":"{{method}}","params":{{JsonSerializer.Serialize(names, Plain)}},"id":{{id}}}""");
        }
    }

    /// <summary>A request was answered.</summary>
    /// <returns>The names it subscribed; null when no such request is open.</returns>
    public IReadOnlyList<string>? Answered(long id)
    {
        lock (gate)
        {
            return unanswered.Remove(id, out var sent) ? sent.Names : null;
        }
    }

    /// <summary>True when nothing is open.</summary>
    public bool IsSettled
    {
        get
        {
            lock (gate)
            {
                return unanswered.Count == 0;
            }
        }
    }

    /// <summary>True when some request has been open for longer.</summary>
    public bool HasOverdue(TimeSpan patience)
    {
        lock (gate)
        {
            return unanswered.Values.Any(sent => time.GetElapsedTime(sent.At) > patience);
        }
    }

    private sealed record Sent(IReadOnlyList<string> Names, long At);
}
