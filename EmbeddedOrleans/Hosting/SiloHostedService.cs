using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>Starts and stops the node with the host, stage by stage.</summary>
internal sealed class SiloHostedService(Silo silo, IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants) : IHostedService
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(4);

    private readonly SiloLifecycle _lifecycle = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lifecycle.Subscribe("grains", ServiceLifecycleStage.RuntimeGrainServices, _ =>
        {
            silo.Start();
            return Task.CompletedTask;
        }, token => silo.Stop(StopLimit, token));
        foreach (var participant in participants) participant.Participate(_lifecycle);
        try
        {
            await _lifecycle.Start(cancellationToken);
        }
        catch
        {
            await _lifecycle.Stop(silo.Log.StopFailed, cancellationToken);
            throw;
        }

        silo.Log.Started(silo.Address, silo.Catalog.Classes.Count());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifecycle.Stop(silo.Log.StopFailed, cancellationToken);
        silo.Log.Stopped(silo.Address);
    }
}
