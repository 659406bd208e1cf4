using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Admin;

/// <summary>One day of the audit trail: a row of pages, so that a new entry does not write the whole day again.</summary>
[GrainType("audit")]
internal sealed partial class AuditGrain(
    [PersistentState("audit", SiloFeatures.GrainStorage)] IPersistentState<AuditState> storage, ILogger<AuditGrain> logger) : Grain, IAuditGrain
{
    /// <summary>Pages of a day; a flood beyond them is only logged.</summary>
    private const int MaxPages = 500;

    private int lastPageLength;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (storage.State.Pages > 0)
        {
            lastPageLength = (await Page(storage.State.Pages - 1).Get()).Length;
        }
    }

    public async Task Add(ImmutableArray<AuditEntry> entries)
    {
        while (!entries.IsEmpty)
        {
            if ((storage.State.Pages == 0 || lastPageLength >= AuditPageState.Size) && !await BeginPage())
            {
                LogFull(this.GetPrimaryKeyString(), entries.Length);
                return;
            }

            var some = entries.Length <= AuditPageState.Size - lastPageLength ? entries : entries[..(AuditPageState.Size - lastPageLength)];
            lastPageLength = await Page(storage.State.Pages - 1).Add(some);
            entries = entries[some.Length..];
        }
    }

    public async Task<ImmutableArray<NumberedAuditEntry>> Read(AuditQuery query)
    {
        var found = ImmutableArray.CreateBuilder<NumberedAuditEntry>();
        for (var page = storage.State.Pages - 1; page >= 0 && found.Count < query.Limit; page--)
        {
            var first = page * AuditPageState.Size;
            if (query.Before is { } before && before <= first)
            {
                continue;
            }

            found.AddRange((await Page(page).Get())
                .Select((entry, index) => new NumberedAuditEntry(first + index, entry))
                .Where(one => AuditFilter.Matches(query, one))
                .Reverse()
                .Take(query.Limit - found.Count));
        }

        return found.ToImmutable();
    }

    private async Task<bool> BeginPage()
    {
        if (storage.State.Pages >= MaxPages)
        {
            return false;
        }

        await storage.Save(new AuditState { Pages = storage.State.Pages + 1 }, DeactivateOnIdle);
        lastPageLength = 0;
        return true;
    }

    private IAuditPageGrain Page(int number) =>
        GrainFactory.GetGrain<IAuditPageGrain>($"{this.GetPrimaryKeyString()}/{number.ToString(CultureInfo.InvariantCulture)}");

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail of {Day} is full; {Count} entries were not kept.")]
    private partial void LogFull(string day, int count);
}
