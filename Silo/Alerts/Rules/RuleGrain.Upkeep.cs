using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <content>Keeping up: leases, pulls, and what has to be looked at although nothing happens.</content>
internal sealed partial class RuleGrain
{
    private const int PullLimit = 1_000;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    private IGrainTimer? timer;
    private long? tendedAt;

    /// <summary>Begins to follow the targets; the first turn of the timer pulls.</summary>
    private void Run()
    {
        timer?.Dispose();
        tendedAt = null;
        timer = IsActive ? this.RegisterGrainTimer(_ => Tick(), new GrainTimerCreationOptions(TimeSpan.Zero, LookPeriod) { KeepAlive = true }) : null;
    }

    private async Task Halt()
    {
        timer?.Dispose();
        timer = null;
        await Unfollow(targets.Values);
        foreach (var target in targets.Values)
        {
            target.Forget();
        }
    }

    private static Task Unfollow(IEnumerable<LiveTarget> targets) => Task.WhenAll(targets.Where(target => target.IsCurrent).Select(target => target.Source.Unfollow()));

    private async Task Tick()
    {
        if (!IsActive)
        {
            await Halt();
            return;
        }

        try
        {
            if (tendedAt is not { } at || time.GetElapsedTime(at) >= Leases.Renewal)
            {
                await Tend();
                tendedAt = time.GetTimestamp();
            }

            foreach (var target in targets.Values.Where(target => target.IsCurrent))
            {
                Look(target);
            }

            await Commit();
            timer?.Change(NextLook(), LookPeriod);
        }
        catch (Exception exception)
        {
            LogTendFailed(exception, key.ToString());
            tendedAt = null;
            timer?.Change(RetryPeriod, LookPeriod);
        }
    }

    /// <summary>Sends what an earlier life left, renews the leases and pulls what no hint brought.</summary>
    private async Task Tend()
    {
        await Send();
        await MarkRevised();
        foreach (var target in targets.Values.ToList())
        {
            await Pull(target);
        }

        await LookForRevisions();
    }

    private async Task Pull(LiveTarget target)
    {
        if (target.Member.IsPaused)
        {
            return;
        }

        while (true)
        {
            var answer = target.Member.Absence is null ? await target.Source.Follow(target.PullAfter, PullLimit) : null;
            if (answer is null)
            {
                target.IsCurrent = false;
                Apply(target, target.Evaluator.OnError(target.Progress, progress, target.Member.Absence ?? "the pair does not exist", target.Moment));
                await Commit();
                return;
            }

            target.Hear(answer);
            Take(target, answer.Points);
            await Commit();
            if (!answer.More)
            {
                // A pair without a point still warms up, which is no silence; what is only about the feed needs no point.
                target.IsCurrent = target.LastTime is not null || target.Member.Info.Target.Pair is null || target.Evaluator.SilenceLimitMs is null;
                return;
            }
        }
    }

    private void Take(LiveTarget target, IEnumerable<RulePoint> points)
    {
        var evaluated = 0;
        foreach (var point in points)
        {
            if (target.Add(point))
            {
                Apply(target, target.Evaluator.OnClosed(target.Progress, progress, target.Points, target.Points.Count - 1, target.Moment));
                evaluated++;
            }
        }

        metrics.Evaluated(evaluated);
    }

    private void Look(LiveTarget target) =>
        Apply(target, target.Evaluator.OnClock(target.Progress, progress, target.Points, target.SilentMs, target.Moment));

    /// <summary>Every second where a condition has a value at every second; otherwise when silence could become no data.</summary>
    private TimeSpan NextLook()
    {
        var next = Leases.Renewal - time.GetElapsedTime(tendedAt ?? time.GetTimestamp());
        foreach (var target in targets.Values)
        {
            var due = target.Evaluator.IsTimed ? LookPeriod
                : target.Progress.State == RuleTargetState.NoData || target.Evaluator.SilenceLimitMs is not { } limit ? next
                : TimeSpan.FromMilliseconds(limit - target.SilentMs + 1);
            next = due < next ? due : next;
        }

        return next < LookPeriod ? LookPeriod : next;
    }

    /// <summary>Open time of a member's last closed bar: with two legs, the last that both have; null: none yet.</summary>
    private async Task<long?> LastClosed(RuleMember member)
    {
        long? last = null;
        foreach (var leg in member.Legs)
        {
            var bars = await GrainFactory.GetGrain<IHistoryGrain>("0").GetBars(leg, member.Info.Interval, new TimeRange(null, null, 1));
            if (bars.IsEmpty)
            {
                return null;
            }

            last = Math.Min(last ?? long.MaxValue, bars[0].OpenTime);
        }

        return last;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rule {Rule} could not be brought up to date; tried again in 5 s.")]
    private partial void LogTendFailed(Exception exception, string rule);
}
