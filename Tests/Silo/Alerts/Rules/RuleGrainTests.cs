using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using static QuantPlatform.Tests.Silo.Alerts.Rules.RuleCluster;

namespace QuantPlatform.Tests.Silo.Alerts.Rules;

/// <summary>Rules as grains between a workspace, bars and an inbox: what the pure evaluator cannot know.</summary>
public sealed class RuleGrainTests
{
    private readonly CutOffStorage storage = new();
    private readonly MemoryMarketStore market = new();

    [Fact]
    public async Task OneBar_RulesOfTwoTenants_EachByItsOwnThresholdIntoItsOwnInbox()
    {
        await using var cluster = await Start(storage, market);
        await cluster.Write(Btc, 0, 100);
        var ann = Accepted(await cluster.Workspace("ann").AddRule(PriceAbove(RuleTarget.OfSymbol(Btc), 105)));
        var bob = Accepted(await cluster.Workspace("bob").AddRule(PriceAbove(RuleTarget.OfSymbol(Btc), 115)));

        await cluster.Close(Btc, 1, 110, ("ann", ann), ("bob", bob));
        var ofAnn = Assert.Single(await cluster.Alerts("ann", alerts => alerts.Length == 1));
        await cluster.Close(Btc, 2, 120, ("ann", ann), ("bob", bob));
        var ofBob = Assert.Single(await cluster.Alerts("bob", alerts => alerts.Length == 1));

        Assert.Equal((ann.Id, FirstMinute + 60_000), (ofAnn.Transition.RuleId, ofAnn.Transition.BarTime));
        Assert.Equal((bob.Id, FirstMinute + 120_000), (ofBob.Transition.RuleId, ofBob.Transition.BarTime));
        Assert.Equal(ofAnn, Assert.Single(await cluster.Alerts("ann", _ => true)));
    }

    [Fact]
    public async Task Reload_MemberLeftTheWatchlistWhileTheNodeWasDown_ItsAlertEnds()
    {
        RuleDefinition rule;
        WatchlistDefinition list;
        await using (var first = await Start(storage, market))
        {
            await first.Write(Btc, 0, 100);
            await first.Write(Eth, 0, 100);
            list = Accepted(await first.Workspace("ann").AddWatchlist(new WatchlistSettings("majors", [Btc, Eth], [])));
            rule = Accepted(await first.Workspace("ann").AddRule(PriceAbove(RuleTarget.OfWatchlist(list.Id), 105)));
            await first.Close(Btc, 1, 110, ("ann", rule));
            await first.Close(Eth, 1, 110, ("ann", rule));
            await first.Alerts("ann", alerts => alerts.Length == 2);

            // The list is stored without ETH, and the node dies before its rule hears of it: the rule's own writes fail.
            storage.CutOff("rule");
            await first.Workspace("ann").UpdateWatchlist(list.Id, list.Settings with { Symbols = [Btc] }, null);
        }

        storage.CutOff(null);
        await using var second = await Start(storage, market);
        await second.Wake("ann");

        var alerts = await second.Alerts("ann", alerts => alerts.Length == 3);
        Assert.Equal((AlertState.Resolved, "ETHUSDT"), (alerts[2].Transition.State, alerts[2].Transition.TargetName));
        Assert.Equal(alerts.Single(alert => alert.Transition is { State: AlertState.Firing, TargetName: "ETHUSDT" }).Id, alerts[2].Transition.Resolves);
    }

    [Fact]
    public async Task Start_BarWasReplacedWhileNobodyListened_ItsAlertIsMarkedAndNoneIsAdded()
    {
        await using (var first = await Start(storage, market))
        {
            await first.Write(Btc, 0, 100);
            var rule = Accepted(await first.Workspace("ann").AddRule(PriceAbove(RuleTarget.OfSymbol(Btc), 105)));
            await first.Close(Btc, 1, 110, ("ann", rule));
            Assert.Null(Assert.Single(await first.Alerts("ann", alerts => alerts.Length == 1)).RevisedBy);
        }

        await using var second = await Start(storage, market);
        await second.Write(Btc, 1, 90, revision: 2);
        await second.Wake("ann");

        var alert = Assert.Single(await second.Alerts("ann", alerts => alerts.Any(one => one.RevisedBy is not null)));
        Assert.Equal((2, AlertState.Firing), (alert.RevisedBy, alert.Transition.State));
    }

    [Fact]
    public async Task Start_BarWasRevisedBeforeTheRuleSawIt_ItsAlertIsNotMarked()
    {
        RuleDefinition rule;
        await using (var first = await Start(storage, market))
        {
            await first.Write(Btc, 0, 100);
            rule = Accepted(await first.Workspace("ann").AddRule(PriceAbove(RuleTarget.OfSymbol(Btc), 105)));
        }

        await using var second = await Start(storage, market);
        await second.Write(Btc, 1, 110, revision: 1);
        await second.Wake("ann");
        await second.Alerts("ann", alerts => alerts.Length == 1);
        await second.Close(Btc, 2, 100, ("ann", rule));

        var alerts = await second.Alerts("ann", alerts => alerts.Length == 2);
        Assert.All(alerts, alert => Assert.Null(alert.RevisedBy));
    }

    [Fact]
    public async Task AddRule_ContactPointThatIsNotTheirs_IsRefusedByItsPlace()
    {
        await using var cluster = await Start(storage, market);
        var own = Accepted(await cluster.ContactPoints("ann").AddContactPoint(Hook, null));
        var others = Accepted(await cluster.ContactPoints("bob").AddContactPoint(Hook, null));
        var settings = PriceAbove(RuleTarget.OfSymbol(Btc), 1) with { ContactPoints = [own.Point.Id, others.Point.Id] };

        var refused = await cluster.Workspace("ann").AddRule(settings);

        Assert.Equal((RefusalCodes.Invalid, "contactPoints[1]"), (Assert.Single(refused.Refusals).Code, refused.Refusals[0].Field));
        Assert.Empty(await cluster.Workspace("ann").GetRules());
    }

    [Fact]
    public async Task AddRule_MoreContactPointsThanARuleMayHave_IsRefusedOnceForTheList()
    {
        await using var cluster = await Start(storage, market);
        var settings = PriceAbove(RuleTarget.OfSymbol(Btc), 1) with { ContactPoints = [.. Enumerable.Range(0, 5_000).Select(id => $"p{id}")] };

        Assert.Equal("contactPoints", Assert.Single((await cluster.Workspace("ann").AddRule(settings)).Refusals).Field);
    }

    [Fact]
    public async Task UpdateRule_NamesAContactPointThatWasDeletedSince_IsAcceptedUntilItIsLeftOut()
    {
        await using var cluster = await Start(storage, market);
        var point = Accepted(await cluster.ContactPoints("ann").AddContactPoint(Hook, null));
        var rule = Accepted(await cluster.Workspace("ann").AddRule(PriceAbove(RuleTarget.OfSymbol(Btc), 1) with { ContactPoints = [point.Point.Id] }));
        Accepted(await cluster.ContactPoints("ann").DeleteContactPoint(point.Point.Id));

        Accepted(await cluster.Workspace("ann").UpdateRule(rule.Id, rule.Settings with { Name = "renamed" }, null));
        Accepted(await cluster.Workspace("ann").UpdateRule(rule.Id, rule.Settings with { ContactPoints = [] }, null));

        Assert.Equal("contactPoints[0]", Assert.Single((await cluster.Workspace("ann").UpdateRule(rule.Id, rule.Settings, null)).Refusals).Field);
    }

    private static ContactPointSettings Hook => new() { Name = "hook", Kind = ContactPointKind.Webhook, Url = "https://example.org/" };
}
