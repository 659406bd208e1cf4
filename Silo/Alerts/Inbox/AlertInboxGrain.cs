using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <summary>One user's alerts: takes each once, keeps them, tells who watches.</summary>
[GrainType("alert-inbox")]
internal sealed partial class AlertInboxGrain(
    [PersistentState("alert-inbox", SiloFeatures.GrainStorage)] IPersistentState<AlertInboxState> storage, DeliveryDesk desk, TimeProvider time) : Grain, IAlertInboxGrain
{
    private const int MaxPage = 5_000;

    private readonly LeaseTable<IAlertObserver> observers = new(time, Leases.Length);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private string UserId => this.GetPrimaryKeyString();

    public async Task Record(ImmutableArray<AlertTransition> transitions)
    {
        var intake = storage.State.Take(transitions, Now);
        await Save(intake.State.Owing(intake.ToDeliver, Now));
        Tell(intake.Added);
    }

    public Task MarkRevised(string ruleId, RuleTarget target, ImmutableArray<RevisedBar> bars) => Apply(storage.State.Revised(ruleId, target, bars));

    public Task<AlertPage> List(AlertQuery query) => Task.FromResult(storage.State.Page(query with { Limit = Math.Clamp(query.Limit, 1, MaxPage) }));

    public Task<ImmutableArray<AlertRecord>?> After(long sequence, int limit) => Task.FromResult(storage.State.After(sequence, Math.Clamp(limit, 1, MaxPage)));

    public Task<AlertRecord?> Get(string alertId) => Task.FromResult(storage.State.Records.LastOrDefault(record => record.Id == alertId));

    public Task<ImmutableArray<AlertRecord>> Acknowledge(ImmutableArray<string> alertIds, long? before) =>
        Apply(storage.State.Acknowledged(alertIds.ToHashSet(StringComparer.Ordinal), before, UserId, Now));

    public Task<AlertSummary> GetSummary() => Task.FromResult(storage.State.Summary());

    public Task<ImmutableArray<Silence>> GetSilences() =>
        Task.FromResult(storage.State.Silences.RemoveAll(silence => silence.Settings.To <= Now));

    public async Task<Outcome<Silence>> AddSilence(SilenceSettings settings)
    {
        if (SilenceRules.Check(settings) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<Silence>(refusals);
        }

        var current = await GetSilences();
        if (current.Length >= SilenceRules.MaxSilences)
        {
            return Outcome.Refused<Silence>(RefusalCodes.Quota, "silences", $"at most {SilenceRules.MaxSilences}", "End a silence first.");
        }

        var silence = new Silence(Guid.NewGuid().ToString("N"), Now, settings);
        await Save(storage.State with { Silences = current.Add(silence) });
        return Outcome.Of(silence);
    }

    public async Task<Outcome<Silence>> RemoveSilence(string silenceId)
    {
        if (storage.State.Silences.FirstOrDefault(silence => silence.Id == silenceId) is not { } ended)
        {
            return Outcome.Refused<Silence>(RefusalCodes.NotFound, "id", "must exist", "There is no such silence.");
        }

        await Save(storage.State with { Silences = storage.State.Silences.Remove(ended) });
        return Outcome.Of(ended);
    }

    public Task LeaseObserver(IAlertObserver observer)
    {
        observers.Renew(observer);
        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IAlertObserver observer)
    {
        observers.Remove(holder => holder.Equals(observer));
        return Task.CompletedTask;
    }

    private async Task<ImmutableArray<AlertRecord>> Apply((AlertInboxState Next, List<AlertRecord> Changed) change)
    {
        await Save(change.Next);
        Tell(change.Changed);
        return [.. change.Changed];
    }

    private void Tell(List<AlertRecord> records)
    {
        var summary = storage.State.Summary();
        foreach (var observer in observers.Current())
        {
            foreach (var record in records)
            {
                _ = observer.OnAlert(record, summary);
            }
        }
    }

    private async Task Save(AlertInboxState next)
    {
        var previous = storage.State;
        if (ReferenceEquals(previous, next))
        {
            return;
        }

        await storage.Save(next, DeactivateOnIdle);
        desk.Stored(previous.Deliveries, next.Deliveries);
        Deliver();
    }
}
