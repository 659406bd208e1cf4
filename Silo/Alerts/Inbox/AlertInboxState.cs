using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <summary>One user's alerts and silences. Every change is a pure method that returns the next state.</summary>
[GenerateSerializer, Alias("AlertInboxState")]
internal sealed partial record AlertInboxState
{
    /// <summary>Most records kept; the oldest are forgotten.</summary>
    public const int MaxRecords = 1_000;

    [Id(0)] public long LastSequence { get; init; }

    /// <summary>Ascending sequence.</summary>
    [Id(1)] public ImmutableArray<AlertRecord> Records { get; init; } = [];

    [Id(2)] public ImmutableArray<Silence> Silences { get; init; } = [];

    /// <summary>By alert that still fires: open time of the bar at which it was last delivered again.</summary>
    [Id(3)] public ImmutableSortedDictionary<string, long> Repeated { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Takes what a rule decided; an id that is already here changes nothing.</summary>
    public AlertIntake Take(IEnumerable<AlertTransition> transitions, long now)
    {
        var next = this;
        var added = new List<AlertRecord>();
        var toDeliver = new List<AlertTransition>();
        var known = Records.Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var transition in transitions)
        {
            if (transition.IsRepeat)
            {
                next = next.TakeRepeat(transition, toDeliver);
            }
            else if (known.Add(transition.Id))
            {
                var record = new AlertRecord(next.LastSequence + 1, transition, now, next.WhyNot(transition), null, null, null);
                next = next with { LastSequence = record.Sequence, Records = next.Records.Add(record) };
                added.Add(record);
                if (record.Notified)
                {
                    toDeliver.Add(transition);
                }
            }
        }

        return new AlertIntake(next.Trimmed(), added, toDeliver);
    }

    /// <summary>Marks the alerts of a rule on a target at these bars; the newest revision stays.</summary>
    public (AlertInboxState Next, List<AlertRecord> Changed) Revised(string ruleId, RuleTarget target, IReadOnlyCollection<RevisedBar> bars)
    {
        var revisions = bars.GroupBy(bar => bar.Time).ToDictionary(group => group.Key, group => group.Max(bar => bar.Revision));
        return Change(record => record.Transition.RuleId == ruleId && record.Transition.Target == target
            && revisions.TryGetValue(record.Transition.BarTime, out var revision) && revision > (record.RevisedBy ?? record.Transition.Revision)
                ? record with { RevisedBy = revision }
                : record);
    }

    /// <summary>Acknowledges those named, or all up to a time.</summary>
    public (AlertInboxState Next, List<AlertRecord> Changed) Acknowledged(IReadOnlySet<string> ids, long? before, string userId, long now) =>
        Change(record => record.AcknowledgedAt is null && (ids.Contains(record.Id) || record.FiredAt <= before)
            ? record with { AcknowledgedAt = now, AcknowledgedBy = userId }
            : record);

    public AlertSummary Summary() => new(Records.Count(record => record.AcknowledgedAt is null), LastSequence);

    public AlertPage Page(AlertQuery query)
    {
        var matching = Records.Reverse().Where(record => Matches(record, query)).Take(query.Limit + 1).ToList();
        var hasMore = matching.Count > query.Limit;
        return new AlertPage([.. matching.Take(query.Limit)], hasMore ? matching[query.Limit - 1].Sequence : null);
    }

    /// <summary>Null when records after <paramref name="sequence"/> were forgotten.</summary>
    public ImmutableArray<AlertRecord>? After(long sequence, int limit) =>
        LastSequence > sequence && (Records.IsEmpty || Records[0].Sequence > sequence + 1)
            ? null
            : [.. Records.Where(record => record.Sequence > sequence).Take(limit)];

    private static bool Matches(AlertRecord record, AlertQuery query) =>
        (query.State is null || record.Transition.State == query.State)
        && (query.Severity is null || record.Transition.Severity == query.Severity)
        && (query.RuleId is null || record.Transition.RuleId == query.RuleId)
        && (query.Acknowledged is null || record.AcknowledgedAt is not null == query.Acknowledged)
        && (query.From is null || record.FiredAt >= query.From)
        && (query.To is null || record.FiredAt < query.To)
        && (query.Target is null || record.Transition.Target.ToString() == query.Target)
        && (query.BeforeSequence is null || record.Sequence < query.BeforeSequence);

    /// <summary>An alert that is silenced when it repeats, or is no longer kept, is not delivered again.</summary>
    private AlertInboxState TakeRepeat(AlertTransition repeat, List<AlertTransition> toDeliver)
    {
        var fired = Records.LastOrDefault(record => record.Id == repeat.Resolves);
        if (fired is null || (Repeated.TryGetValue(fired.Id, out var last) && last >= repeat.BarTime))
        {
            return this;
        }

        if (WhyNot(repeat) is null)
        {
            toDeliver.Add(repeat);
        }

        return this with { Repeated = Repeated.SetItem(fired.Id, repeat.BarTime) };
    }

    private string? WhyNot(AlertTransition transition) => transition switch
    {
        { Late: true } => NotNotified.Late,
        { Venue: Contracts.Markets.Venues.Demo } => NotNotified.Demo,
        { Suppressed: { } reason } => reason,
        { Resolves: { } ended } when Records.LastOrDefault(record => record.Id == ended) is { Notified: false } => NotNotified.NotFired,
        _ => Silences.Any(silence => SilenceRules.Matches(silence.Settings, transition)) ? NotNotified.Silenced : null,
    };

    private (AlertInboxState Next, List<AlertRecord> Changed) Change(Func<AlertRecord, AlertRecord> change)
    {
        var changed = new List<AlertRecord>();
        var records = Records.Select(record =>
        {
            var next = change(record);
            if (!ReferenceEquals(next, record))
            {
                changed.Add(next);
            }

            return next;
        }).ToImmutableArray();
        return changed.Count == 0 ? (this, changed) : (this with { Records = records }, changed);
    }

    private AlertInboxState Trimmed()
    {
        var next = Records.Length > MaxRecords ? this with { Records = Records.RemoveRange(0, Records.Length - MaxRecords) } : this;
        var resolved = next.Records.Select(record => record.Transition.Resolves).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var over = next.Repeated.Keys.Where(id => resolved.Contains(id) || next.Records.All(record => record.Id != id)).ToList();
        return over.Count == 0 ? next : next with { Repeated = next.Repeated.RemoveRange(over) };
    }
}

/// <summary>What came of an intake.</summary>
/// <param name="Added">New records, in order.</param>
/// <param name="ToDeliver">What to hand to delivery, once each: new alerts that nothing suppresses, and repetitions of firing ones.</param>
internal sealed record AlertIntake(AlertInboxState State, List<AlertRecord> Added, List<AlertTransition> ToDeliver);
