using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Admin;

/// <summary>
/// What a call filter saw and <see cref="AuditWriter"/> writes into the audit trail: a filter must not wait for another grain. The same
/// administrator, user and method are noted once a minute, so that a page that refreshes itself does not fill the trail.
/// </summary>
internal sealed partial class AuditQueue(TimeProvider time, ILogger<AuditQueue> logger)
{
    private const int Capacity = 10_000;
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Channel<AuditEntry> entries = Channel.CreateBounded<AuditEntry>(Capacity);
    private readonly ConcurrentDictionary<(string Admin, string User, string Method), long> noted = [];

    /// <summary>What is to be written.</summary>
    public ChannelReader<AuditEntry> Entries => entries.Reader;

    /// <summary>Notes that an administrator called a method of another user's grain.</summary>
    public void NoteEntry(string admin, string user, string method)
    {
        var key = (admin, user, method);
        var now = time.GetTimestamp();
        if (noted.TryGetValue(key, out var last) && time.GetElapsedTime(last, now) < Quiet)
        {
            return;
        }

        if (noted.Count >= MaxRemembered)
        {
            noted.Clear();
        }

        noted[key] = now;
        var entry = new AuditEntry
        {
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Action = AuditActions.EnterTenant,
            Actor = admin,
            Subject = user,
            Address = CallPrincipal.Origin,
            After = method,
        };
        if (!entries.Writer.TryWrite(entry))
        {
            LogLost(admin, user, method);
        }
    }

    /// <summary>No more is noted; what was is still written.</summary>
    public void Complete() => entries.Writer.TryComplete();

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail is behind or the node stops: that {Admin} entered {User} by {Method} was not noted.")]
    private partial void LogLost(string admin, string user, string method);
}
