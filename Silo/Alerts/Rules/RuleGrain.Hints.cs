using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <content>Hints from the market: each is taken when it follows the last point, and pulled for when something is missing before it.</content>
internal sealed partial class RuleGrain
{
    public async Task OnBars(ImmutableArray<BarClosed> bars)
    {
        if (!IsActive || bars.IsEmpty || Find(bars[0].Symbol.ToString()) is not { } target || bars[0].Interval != target.Member.Info.Interval)
        {
            return;
        }

        target.Hear(bars.Max(bar => bar.Clock));
        var known = target.LastTime;
        var fresh = bars.Where(bar => known is null || bar.Bar.OpenTime > known).ToList();
        var replaced = bars.Where(bar => bar.Bar.OpenTime <= known && (bar.Bar.Revision > 0 || bar.Bar.Source == BarSource.Kline)).ToList();
        if (replaced.Count > 0)
        {
            await Revise(target, [.. replaced.Select(bar => new RevisedBar(bar.Bar.OpenTime, bar.Bar.Revision))]);
        }
        else if (fresh.Count > 0)
        {
            var before = target.Points.Count > 0 ? target.Points[^1] : null;
            await Continue(target, fresh[0].PreviousOpenTime, SymbolPoints.Of(fresh.Select(bar => bar.Bar), target.Member.Info.Interval, before));
        }
    }

    public async Task OnPairPoints(PairPointsClosed closed)
    {
        if (!IsActive || Find(closed.PairId) is not { } target)
        {
            return;
        }

        target.Hear(closed.Clock);
        if (!closed.Revised.IsEmpty)
        {
            await Revise(target, closed.Revised);
        }
        else if (!closed.Points.IsEmpty && (target.LastTime is not { } known || closed.Points[^1].Time > known))
        {
            await Continue(target, closed.PreviousTime, closed.Points);
        }
    }

    public Task OnTick(SymbolTick tick)
    {
        if (!IsActive || Find(tick.Symbol.ToString()) is not { IsCurrent: true, LastTime: { } known } target)
        {
            return Task.CompletedTask;
        }

        var last = target.Points[^1];
        var open = target.Member.Info.Interval.OpenOf(tick.Time);
        var price = (double)tick.Price;
        return Preview(target, last with { Time = open, PriceY = price, ReturnY = Return(last.PriceY, price, known, open, target), Revision = 0 });
    }

    public Task OnPairPreview(string pairId, PairPreview preview)
    {
        if (!IsActive || Find(pairId) is not { IsCurrent: true, LastTime: { } known } target)
        {
            return Task.CompletedTask;
        }

        var last = target.Points[^1];
        var open = target.Member.Info.Interval.OpenOf(preview.Time);
        return Preview(target, last with
        {
            Time = open,
            PriceY = preview.PriceY,
            PriceX = preview.PriceX,
            ReturnY = Return(last.PriceY, preview.PriceY, known, open, target),
            ReturnX = Return(last.PriceX, preview.PriceX, known, open, target),
            Spread = preview.Spread ?? double.NaN,
            Z = preview.Z ?? double.NaN,
            Revision = 0,
        });
    }

    public async Task OnFeedState(RuleTarget target, FeedState state)
    {
        if (IsActive && Find(RuleMember.KeyOf(target)) is { } found)
        {
            found.Feed = state;
            if (found is { IsCurrent: true, Evaluator.IsTimed: true })
            {
                Look(found);
                await Commit();
            }
        }
    }

    private static double Return(double before, double price, long known, long open, LiveTarget target) =>
        open == known + target.IntervalMs ? 100 * ((price / before) - 1) : double.NaN;

    private LiveTarget? Find(string memberKey) => targets.GetValueOrDefault(memberKey);

    private async Task Preview(LiveTarget target, RulePoint open)
    {
        if (open.Time > target.LastTime)
        {
            Apply(target, target.Evaluator.OnPreview(target.Progress, progress, target.Points, open, target.Moment));
            await Commit();
        }
    }

    /// <summary>Takes points that follow the last one; otherwise pulls.</summary>
    private async Task Continue(LiveTarget target, long? previous, IEnumerable<RulePoint> points)
    {
        if (target.IsCurrent && target.Progress.Start is not null && previous == target.LastTime)
        {
            Take(target, points);
            await Commit();
        }
        else
        {
            await Pull(target);
        }
    }
}
