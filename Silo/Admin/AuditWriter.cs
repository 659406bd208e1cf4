using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Admin;

/// <summary>Writes the entries of <see cref="AuditQueue"/> into the audit trail.</summary>
internal sealed partial class AuditWriter(IGrainFactory grains, AuditQueue queue, ILogger<AuditWriter> logger) : BackgroundService
{
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(Write, CancellationToken.None);
        }
    }

    private async Task Write()
    {
        CallPrincipal.System.Enter();
        await foreach (var entry in queue.Entries.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await grains.GetGrain<IAuditGrain>(AuditDays.KeyOf(entry.Time)).Add([entry]);
            }
            catch (Exception exception)
            {
                LogFailed(exception, entry.Actor!, entry.Subject!, entry.After!);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "That {Admin} entered {User} by {Method} could not be written to the audit trail.")]
    private partial void LogFailed(Exception exception, string admin, string user, string method);
}
