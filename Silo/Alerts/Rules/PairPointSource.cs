using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>A pair's points, from its grain.</summary>
internal sealed class PairPointSource(IPairGrain pair, string ruleKey, bool withTests, bool withPreview) : IPointSource
{
    public Task<RulePoints?> Follow(long after, int limit) => pair.Follow(new RuleFollow(ruleKey, withTests, withPreview, after, limit));

    public Task Unfollow() => pair.Unfollow(ruleKey);
}
