using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Admin;

/// <summary>One page of a day's audit trail.</summary>
[GrainType("audit-page")]
internal sealed class AuditPageGrain([PersistentState("auditPage", SiloFeatures.GrainStorage)] IPersistentState<AuditPageState> storage) : Grain, IAuditPageGrain
{
    public async Task<int> Add(ImmutableArray<AuditEntry> entries)
    {
        await storage.Save(new AuditPageState { Entries = storage.State.Entries.AddRange(entries) }, DeactivateOnIdle);
        return storage.State.Entries.Length;
    }

    public Task<ImmutableArray<AuditEntry>> Get() => Task.FromResult(storage.State.Entries);
}
