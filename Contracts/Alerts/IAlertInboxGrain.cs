using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>One user's alert history, acknowledgements and silences, and what is to be delivered. Key: <c>{userId}</c>.</summary>
[TenantKey, Alias("IAlertInboxGrain")]
public interface IAlertInboxGrain : IGrainWithStringKey
{
    /// <summary>Deletes alerts, silences, contact points and what was to be delivered.</summary>
    [SystemOnly, Alias("Erase")]
    Task Erase();

    /// <summary>Takes what a rule decided, each id once: record and delivery in one write. Returns when it is stored.</summary>
    [Alias("Record")]
    Task Record(ImmutableArray<AlertTransition> transitions);

    /// <summary>Marks the alerts that a rule made at these bars of a target.</summary>
    [Alias("MarkRevised")]
    Task MarkRevised(string ruleId, RuleTarget target, ImmutableArray<RevisedBar> bars);

    /// <summary>Records, newest first.</summary>
    [Alias("List")]
    Task<AlertPage> List(AlertQuery query);

    /// <summary>Records after a sequence, oldest first, for a stream that resumes; null when some of them are no longer kept.</summary>
    [Alias("After")]
    Task<ImmutableArray<AlertRecord>?> After(long sequence, int limit);

    /// <summary>One record, or null.</summary>
    [Alias("Get")]
    Task<AlertRecord?> Get(string alertId);

    /// <summary>Acknowledges records: those named, or all up to and including <paramref name="before"/> (Unix ms, by <see cref="AlertRecord.FiredAt"/>); acknowledging twice changes nothing.</summary>
    /// <returns>The records that are new in it.</returns>
    [Alias("Acknowledge")]
    Task<ImmutableArray<AlertRecord>> Acknowledge(ImmutableArray<string> alertIds, long? before);

    /// <summary>How many are not acknowledged, and the newest sequence.</summary>
    [Alias("GetSummary")]
    Task<AlertSummary> GetSummary();

    /// <summary>Silences that have not ended, in order of creation.</summary>
    [Alias("GetSilences")]
    Task<ImmutableArray<Silence>> GetSilences();

    /// <summary>Adds a silence; refused by field and rule.</summary>
    [Alias("AddSilence")]
    Task<Outcome<Silence>> AddSilence(SilenceSettings settings);

    /// <summary>Ends a silence; the answer is what was ended. Refused as not found.</summary>
    [Alias("RemoveSilence")]
    Task<Outcome<Silence>> RemoveSilence(string silenceId);

    /// <summary>Takes or renews the lease of an observer.</summary>
    [Alias("LeaseObserver")]
    Task LeaseObserver(IAlertObserver observer);

    /// <summary>Ends such a lease.</summary>
    [Alias("ReleaseObserver")]
    Task ReleaseObserver(IAlertObserver observer);
}

/// <summary>Hears of a user's alerts as hints.</summary>
[Alias("IAlertObserver")]
public interface IAlertObserver : IGrainObserver
{
    /// <summary>A record is new, was acknowledged, or is marked revised.</summary>
    [OneWay, Alias("OnAlert")]
    Task OnAlert(AlertRecord alert, AlertSummary summary);
}

/// <summary>Which records are asked for; null members do not filter.</summary>
/// <param name="From">Inclusive, Unix ms, of <see cref="AlertRecord.FiredAt"/>.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Target">As <see cref="RuleTarget.ToString"/> writes it.</param>
/// <param name="BeforeSequence">Only records with a lower sequence: the cursor.</param>
[GenerateSerializer, Immutable, Alias("AlertQuery")]
public sealed record AlertQuery(
    [property: Id(0)] AlertState? State,
    [property: Id(1)] AlertSeverity? Severity,
    [property: Id(2)] string? RuleId,
    [property: Id(3)] bool? Acknowledged,
    [property: Id(4)] long? From,
    [property: Id(5)] long? To,
    [property: Id(6)] string? Target,
    [property: Id(7)] long? BeforeSequence,
    [property: Id(8)] int Limit);

/// <summary>A page of records.</summary>
/// <param name="NextBefore">The <see cref="AlertQuery.BeforeSequence"/> of the next page; null: this is the last.</param>
[GenerateSerializer, Immutable, Alias("AlertPage")]
public sealed record AlertPage([property: Id(0)] ImmutableArray<AlertRecord> Records, [property: Id(1)] long? NextBefore);

/// <summary>The inbox in numbers.</summary>
/// <param name="LastSequence">0: no record yet.</param>
[GenerateSerializer, Immutable, Alias("AlertSummary")]
public sealed record AlertSummary([property: Id(0)] int Unacknowledged, [property: Id(1)] long LastSequence);
