using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Alerts.Inbox;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>A rule that only knows whether it is paused or snoozed.</summary>
internal sealed class FakeRule : IRuleGrain
{
    private RuleStatus _status = new(false, null, null, []);

    public Task EnsureRunning() => Task.CompletedTask;

    public Task Reload() => Task.CompletedTask;

    public Task<RuleStatus?> GetStatus() => Task.FromResult<RuleStatus?>(_status);

    public Task<RuleStatus?> Pause() => Set(_status with { Paused = true, PausedReason = "paused by you" });

    public Task<RuleStatus?> Resume() => Set(new RuleStatus(false, null, null, []));

    public Task<RuleStatus?> Snooze(long until) => Set(_status with { SnoozedUntil = until });

    public Task OnBars(ImmutableArray<BarClosed> bars) => Task.CompletedTask;

    public Task OnTick(SymbolTick tick) => Task.CompletedTask;

    public Task OnPairPoints(PairPointsClosed closed) => Task.CompletedTask;

    public Task OnPairPreview(string pairId, PairPreview preview) => Task.CompletedTask;

    public Task OnFeedState(RuleTarget target, FeedState state) => Task.CompletedTask;

    private Task<RuleStatus?> Set(RuleStatus status)
    {
        _status = status;
        return GetStatus();
    }
}

/// <summary>An inbox without storage; its rules are the real ones.</summary>
internal sealed class FakeInbox(string userId) : IAlertInboxGrain
{
    public Task Erase() => throw new NotSupportedException();

    private AlertInboxState _state = new();

    public List<IAlertObserver> Observers { get; } = [];

    public Task Record(ImmutableArray<AlertTransition> transitions)
    {
        var intake = _state.Take(transitions, 1_000);
        _state = intake.State;
        return Tell(intake.Added);
    }

    public Task MarkRevised(string ruleId, RuleTarget target, ImmutableArray<RevisedBar> bars) => throw new NotSupportedException();

    public Task<AlertPage> List(AlertQuery query) => Task.FromResult(_state.Page(query));

    public Task<ImmutableArray<AlertRecord>?> After(long sequence, int limit) => Task.FromResult(_state.After(sequence, limit));

    public Task<AlertRecord?> Get(string alertId) => Task.FromResult(_state.Records.FirstOrDefault(record => record.Id == alertId));

    public async Task<ImmutableArray<AlertRecord>> Acknowledge(ImmutableArray<string> alertIds, long? before)
    {
        (_state, var changed) = _state.Acknowledged(alertIds.ToHashSet(StringComparer.Ordinal), before, userId, 2_000);
        await Tell(changed);
        return [.. changed];
    }

    public Task<AlertSummary> GetSummary() => Task.FromResult(_state.Summary());

    public Task<ImmutableArray<Silence>> GetSilences() => Task.FromResult(_state.Silences);

    public Task<Outcome<Silence>> AddSilence(SilenceSettings settings)
    {
        if (SilenceRules.Check(settings) is { Count: > 0 } refusals)
        {
            return Task.FromResult(Outcome.Refused<Silence>(refusals));
        }

        var silence = new Silence(Guid.NewGuid().ToString("N"), 0, settings);
        _state = _state with { Silences = _state.Silences.Add(silence) };
        return Task.FromResult(Outcome.Of(silence));
    }

    public Task<Outcome<Silence>> RemoveSilence(string silenceId)
    {
        var found = _state.Silences.FirstOrDefault(silence => silence.Id == silenceId);
        _state = _state with { Silences = _state.Silences.RemoveAll(silence => silence.Id == silenceId) };
        return Task.FromResult(found is null ? Outcome.Refused<Silence>(RefusalCodes.NotFound, "id", "must exist", "There is no such silence.") : Outcome.Of(found));
    }

    public Task LeaseObserver(IAlertObserver observer)
    {
        if (!Observers.Contains(observer))
        {
            Observers.Add(observer);
        }

        return Task.CompletedTask;
    }

    public Task ReleaseObserver(IAlertObserver observer)
    {
        Observers.Remove(observer);
        return Task.CompletedTask;
    }

    private async Task Tell(List<AlertRecord> records)
    {
        foreach (var record in records)
        {
            foreach (var observer in Observers.ToList())
            {
                await observer.OnAlert(record, _state.Summary());
            }
        }
    }
}
