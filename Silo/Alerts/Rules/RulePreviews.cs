using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Evaluation;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>Shows what a rule that is not saved yet would say, with the values of its first member as they are now.</summary>
internal static class RulePreviews
{
    public static async Task<RulePreview> Of(RuleSettings settings, IWorkspaceGrain workspace, IGrainFactory grains, string userId)
    {
        var members = await RuleMember.Of(settings, workspace);
        var info = members.IsEmpty ? new TargetInfo(settings.Target, "no member", "", RuleMember.DefaultInterval) : members[0].Info;
        var values = members.IsEmpty ? ImmutableSortedDictionary<string, double?>.Empty : await Values(members[0], grains, userId);
        var at = values.TryGetValue("time", out var open) && open is { } time ? (long)time + info.Interval.Ms() : 0;
        return new RulePreview(RuleWording.Of(settings), AlertMessage.Render(new RuleDefinition("", 0, 0, settings), info, values, AlertState.Firing, at, ""));
    }

    private static async Task<ImmutableSortedDictionary<string, double?>> Values(RuleMember member, IGrainFactory grains, string userId)
    {
        if (member.Info.Target.Pair is not { } pairId)
        {
            var bars = await grains.GetGrain<IHistoryGrain>("0").GetBars(member.Legs[0], member.Info.Interval, new TimeRange(null, null, 1));
            return bars.IsEmpty ? ImmutableSortedDictionary<string, double?>.Empty
                : ImmutableSortedDictionary<string, double?>.Empty.Add("price", (double)bars[0].Close).Add("volume", (double)bars[0].Volume).Add("time", bars[0].OpenTime);
        }

        return await grains.GetGrain<IPairGrain>(new TenantKey(userId, pairId).ToString()).GetSnapshot() is not { } pair
            ? ImmutableSortedDictionary<string, double?>.Empty
            : ImmutableSortedDictionary<string, double?>.Empty
                .Add("priceY", pair.PriceY).Add("priceX", pair.PriceX).Add("z", pair.Z).Add("spread", pair.Spread).Add("beta", pair.Beta).Add("correlation", pair.Correlation)
                .Add("betaDrift", pair.BetaDrift).Add("volatilityRatio", pair.VolatilityRatio).Add("adfP", pair.AdfP).Add("egP", pair.EgP).Add("halfLife", pair.HalfLife).Add("time", pair.Time);
    }
}
