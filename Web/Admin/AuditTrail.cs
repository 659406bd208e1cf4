using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Admin;

/// <summary>Writes what administrators do, and what matters for security, into the audit trail. Never a secret.</summary>
internal sealed partial class AuditTrail(IGrainFactory grains, TimeProvider time, ILogger<AuditTrail> logger)
{
    /// <summary>Writes an act; returns when it is stored.</summary>
    /// <param name="actor">Who did it; null: nobody was signed in.</param>
    /// <param name="subject">Whom it was done to; null: nobody in particular.</param>
    /// <param name="address">Where it came from; null: the node itself.</param>
    public Task Write(string action, AccountRecord? actor, AccountRecord? subject, string? address, string? before = null, string? after = null)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var entry = new AuditEntry
        {
            Time = now,
            Action = action,
            Actor = actor?.UserId,
            ActorEmail = actor?.Email,
            Subject = subject?.UserId,
            SubjectEmail = subject?.Email,
            Address = address,
            Before = Cut(before),
            After = Cut(after),
        };
        return PrincipalScope.Run(CallPrincipal.System, async () =>
        {
            await grains.GetGrain<IAuditGrain>(AuditDays.KeyOf(now)).Add([entry]);
            return true;
        });
    }

    /// <summary>Like <see cref="Write"/>, for an event that has happened and must not fail because the trail does: that is only logged.</summary>
    public async Task Note(string action, AccountRecord? actor, AccountRecord? subject, string? address, string? before = null, string? after = null)
    {
        try
        {
            await Write(action, actor, subject, address, before, after);
        }
        catch (Exception exception)
        {
            LogFailed(exception, action, actor?.UserId, address);
        }
    }

    private static string? Cut(string? text) => text?.Length > AuditEntry.MaxText ? text[..(AuditEntry.MaxText - 1)] + "…" : text;

    [LoggerMessage(Level = LogLevel.Error, Message = "'{Action}' by {Actor} from {Address} could not be written to the audit trail.")]
    private partial void LogFailed(Exception exception, string action, string? actor, string? address);
}
