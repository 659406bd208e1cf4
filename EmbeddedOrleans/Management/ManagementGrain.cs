using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

[GrainType("management"), StatelessWorker, Reentrant]
internal sealed class ManagementGrain(Silo silo) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
        => Task.FromResult(onlyActive && silo.Status != SiloStatus.Active ? [] : new Dictionary<SiloAddress, SiloStatus> { [silo.Address] = silo.Status });

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null)
    {
        if (hostsIds is not null && !hostsIds.Contains(silo.Address)) return Task.FromResult<DetailedGrainStatistic[]>([]);
        return Task.FromResult(silo.Activations
            .Where(activation => types is null || types.Contains(activation.Class.Type.FullName))
            .Select(activation => new DetailedGrainStatistic { GrainType = activation.Class.Type.FullName!, GrainId = activation.GrainId, SiloAddress = silo.Address })
            .ToArray());
    }

    public Task<int> GetTotalActivationCount() => Task.FromResult(silo.Activations.Count());

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        silo.Collect(ageLimit);
        return Task.CompletedTask;
    }
}
