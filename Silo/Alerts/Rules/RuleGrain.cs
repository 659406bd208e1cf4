using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>One rule over all its targets: fed by hints, by pulls where a hint is missing, and by a slow timer anyway. What a bar means is <see cref="RuleEvaluator"/>'s.</summary>
/// <remarks>Split by duty: this file is what its owner asks for; <c>.Hints</c> what the market says; <c>.Upkeep</c> leases, pulls and looks at the clock; <c>.Writing</c> the way to the inbox; <c>.Revisions</c> bars that were replaced.</remarks>
[GrainType("rule")]
internal sealed partial class RuleGrain(
    [PersistentState("rule", SiloFeatures.GrainStorage)] IPersistentState<RuleState> storage,
    RuleMetrics metrics, AlertFaults faults, TimeProvider time, ILogger<RuleGrain> logger) : Grain, IRuleGrain
{
    private readonly Dictionary<string, LiveTarget> targets = new(StringComparer.Ordinal);
    private TenantKey key;
    private RuleDefinition? rule;
    private RuleProgress progress = new();

    private bool IsActive => rule is { Settings.Enabled: true } && progress.PausedReason is null;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private IWorkspaceGrain Workspace => GrainFactory.GetGrain<IWorkspaceGrain>(key.UserId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = TenantKey.Parse(this.GetPrimaryKeyString());
        unsaved = (int)((uint)string.GetHashCode(key.Id, StringComparison.Ordinal) % SaveEvery);
        await Load();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Unfollow(targets.Values);

    public Task EnsureRunning()
    {
        if (rule is null)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public async Task Reload()
    {
        await Load();
        if (rule is null)
        {
            await storage.ClearStateAsync(CancellationToken.None);
            DeactivateOnIdle();
        }
    }

    public Task<RuleStatus?> GetStatus() => Task.FromResult(rule is { } known ? RuleStatuses.Of(known, progress, targets.Values, Now) : null);

    public async Task<RuleStatus?> Pause()
    {
        if (rule is not null && progress.PausedReason is null)
        {
            progress = progress with { PausedReason = "paused by you" };
            await Save();
            await Halt();
        }

        return await GetStatus();
    }

    public async Task<RuleStatus?> Resume()
    {
        if (rule is null)
        {
            return null;
        }

        var wasPaused = progress.PausedReason is not null;
        progress = progress with { PausedReason = null, SnoozedUntil = null, Fires = [] };
        foreach (var target in targets.Values.Where(target => wasPaused || target.Progress.State == RuleTargetState.Paused))
        {
            var state = target.Progress.State == RuleTargetState.Paused ? RuleTargetState.Normal : target.Progress.State;
            target.Progress = target.Progress with { Start = await LastClosed(target.Member) ?? target.Progress.Start, State = state, Missing = [], Reason = "" };
        }

        await Save();
        Run();
        return await GetStatus();
    }

    public async Task<RuleStatus?> Snooze(long until)
    {
        if (rule is not null)
        {
            progress = progress with { SnoozedUntil = until };
            await Save();
        }

        return await GetStatus();
    }

    /// <summary>Reads definition and members; a change of either takes effect here and is stored before anybody hears of it.</summary>
    private async Task Load()
    {
        await Halt();
        var previous = targets.ToDictionary(StringComparer.Ordinal);
        rule = await Workspace.GetRule(key.Id!);
        progress = storage.State.Rule;
        targets.Clear();
        if (rule is not { } current)
        {
            await CloseAll(previous.Values, "the rule was deleted");
            return;
        }

        var isNew = storage.State.Version != current.Version;
        var meaning = RuleState.MeaningOf(current.Settings);
        var isOther = storage.State.Meaning != meaning;
        foreach (var member in await RuleMember.Of(current.Settings, Workspace))
        {
            var known = previous.TryGetValue(member.Key, out var live) ? live.Progress : storage.State.Targets.GetValueOrDefault(member.Key);
            var target = Watch(current, member, known ?? new TargetProgress());
            var isMoved = live is not null && live.Member.Info.Interval != member.Info.Interval;
            if (known is null || isNew || isMoved)
            {
                var start = await LastClosed(member);
                if (known is not null && (isOther || isMoved))
                {
                    Apply(target, target.Evaluator.OnEnded(known, progress, "the rule was changed", target.Moment));
                    target.Progress = new TargetProgress { Start = start };
                }
                else
                {
                    target.Progress = target.Progress with { Start = start ?? target.Progress.Start };
                }

                mustSave = true;
            }

            targets[member.Key] = target;
        }

        foreach (var gone in storage.State.Targets.Where(stored => !targets.ContainsKey(stored.Key)))
        {
            // One that left while the node was down is not in memory.
            var left = previous.GetValueOrDefault(gone.Key) ?? Watch(current, await RuleMember.Of(gone.Key, current.Settings, Workspace), gone.Value);
            Apply(left, left.Evaluator.OnEnded(left.Progress, progress, "it is no longer watched", left.Moment));
            mustSave = true;
        }

        await Commit();
        Run();
    }

    private LiveTarget Watch(RuleDefinition definition, RuleMember member, TargetProgress known)
    {
        var settings = definition.Settings;
        var withPreview = settings.Trigger == AlertTrigger.OncePerBar;
        IPointSource source = member.Info.Target.Pair is { } pairId
            ? new PairPointSource(
                GrainFactory.GetGrain<Contracts.Pairs.IPairGrain>(new TenantKey(key.UserId, pairId).ToString()),
                key.ToString(), settings.Conditions.Any(condition => MetricReader.IsTest(condition.Metric)), withPreview)
            : new SymbolPointSource(GrainFactory, member.Info.Target.Symbol!.Value, member.Info.Interval, key.ToString(), withPreview);
        return new LiveTarget(member, new RuleEvaluator(definition, member.Info), source, known, time);
    }
}
