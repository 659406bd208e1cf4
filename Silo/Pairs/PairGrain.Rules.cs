using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Pairs;

/// <content>Rules on this pair: they hold leases, are told of each point, and pull what they missed.</content>
internal sealed partial class PairGrain
{
    private readonly LeaseTable<(string Rule, bool WithTests, bool WithPreview)> rules = new(time, Leases.Length);

    public async Task<RulePoints?> Follow(RuleFollow follow)
    {
        if (live is not { } pair)
        {
            return null;
        }

        var lease = (follow.RuleKey, follow.WithTests, follow.WithPreview);
        rules.Remove(other => other.Rule == follow.RuleKey && other != lease);
        rules.Renew(lease);
        if (!pair.IsWarm)
        {
            return new RulePoints([], pair.Clock, pair.LiveFrom, pair.FeedState, false);
        }

        pair.KeepRulePoints(rules.Current().Any(one => one.WithTests));
        var points = pair.RulePointsAfter(follow.After, follow.Limit, follow.WithTests)
            ?? await Analytics.GetRulePoints(pair.Definition.Settings, new TimeRange(follow.After + 1, pair.NewestTime + 1, follow.Limit), follow.WithTests);
        return new RulePoints(points, pair.Clock, pair.LiveFrom, pair.FeedState, points.Length == follow.Limit);
    }

    public Task Unfollow(string ruleKey)
    {
        rules.Remove(lease => lease.Rule == ruleKey);
        return Task.CompletedTask;
    }

    private void TellRules(LivePair pair, ImmutableArray<RevisedBar> revised)
    {
        var holders = rules.Current();
        if (holders.Count == 0)
        {
            pair.DropRulePoints();
            return;
        }

        var (points, previous) = pair.TakeRulePoints();
        if (points.IsEmpty && revised.IsEmpty)
        {
            return;
        }

        var closed = new PairPointsClosed(pair.Definition.Id, points, previous, revised, pair.Clock);
        foreach (var (rule, _, _) in holders)
        {
            _ = Rule(rule).OnPairPoints(closed);
        }
    }

    private void TellRules(LivePair pair, PairPreview preview)
    {
        foreach (var (rule, _, withPreview) in rules.Current())
        {
            if (withPreview)
            {
                _ = Rule(rule).OnPairPreview(pair.Definition.Id, preview);
            }
        }
    }

    private void TellRules(LivePair pair, FeedState state)
    {
        foreach (var (rule, _, _) in rules.Current())
        {
            _ = Rule(rule).OnFeedState(RuleTarget.OfPair(pair.Definition.Id), state);
        }
    }

    private IRuleGrain Rule(string ruleKey) => GrainFactory.GetGrain<IRuleGrain>(ruleKey);
}
