using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Alerts.Rules;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts;

public sealed class RuleRulesTests
{
    private static readonly SymbolKey Btc = new(Venues.Demo, "BTCUSDT");

    private static readonly WorkspaceState State = new()
    {
        Pairs = [new PairDefinition("p1", 1, 0, new PairSettings { Y = new SymbolKey(Venues.Demo, "ETHUSDT"), X = Btc, Interval = Interval.OneSecond })],
        Watchlists = [new WatchlistDefinition("w1", 1, 0, new WatchlistSettings("Mine", [Btc], ["p1"]))],
    };

    private static readonly RuleCondition High = new() { Metric = AlertMetric.Z, Operator = AlertOperator.Above, Value = 2 };
    private static readonly RuleCondition Dear = High with { Metric = AlertMetric.Price };
    private static readonly RuleSettings OnPair = new() { Name = "r", Target = RuleTarget.OfPair("p1"), Conditions = [High] };
    private static readonly RuleSettings OnSymbol = OnPair with { Target = RuleTarget.OfSymbol(Btc), Conditions = [Dear] };
    private static readonly RuleSettings OnList = OnPair with { Target = RuleTarget.OfWatchlist("w1") };

    public static TheoryData<string, string?, string> Cases => new()
    {
        { "a rule on a pair", null, "" },
        { "a rule on a symbol", null, "" },
        { "a rule on a watchlist", null, "" },
        { "no name", "name", RefusalCodes.Invalid },
        { "no target", "target", RefusalCodes.Invalid },
        { "two targets", "target", RefusalCodes.Invalid },
        { "an unknown pair", "target.pair", RefusalCodes.Invalid },
        { "an unknown watchlist", "target.watchlist", RefusalCodes.Invalid },
        { "another interval than the pair's", "interval", RefusalCodes.Unprocessable },
        { "the pair's interval", null, "" },
        { "no condition", "conditions", RefusalCodes.Invalid },
        { "nine conditions", "conditions", RefusalCodes.Invalid },
        { "not a number", "conditions[0].value", RefusalCodes.Invalid },
        { "a band without its end", "conditions[0].value2", RefusalCodes.Invalid },
        { "a band upside down", "conditions[0].value2", RefusalCodes.Unprocessable },
        { "an end without a band", "conditions[0].value2", RefusalCodes.Invalid },
        { "an exit above an above", "conditions[0].exit", RefusalCodes.Unprocessable },
        { "an exit below a below", "conditions[0].exit", RefusalCodes.Unprocessable },
        { "an exit at the value", null, "" },
        { "an exit of a crossing", "conditions[0].exit", RefusalCodes.Invalid },
        { "a move of z", "conditions[0].operator", RefusalCodes.Invalid },
        { "a move of nothing", "conditions[0].value", RefusalCodes.Invalid },
        { "a move over too many bars", "conditions[0].bars", RefusalCodes.Invalid },
        { "bars without a move", "conditions[0].bars", RefusalCodes.Invalid },
        { "a crossing of the feed state", "conditions[0].operator", RefusalCodes.Invalid },
        { "a crossing for two bars", "forBars", RefusalCodes.Unprocessable },
        { "z of a symbol", "conditions[0].metric", RefusalCodes.Invalid },
        { "price of a pair without a leg", "conditions[0].leg", RefusalCodes.Invalid },
        { "price of a symbol's leg", "conditions[0].leg", RefusalCodes.Invalid },
        { "z of a leg", "conditions[0].leg", RefusalCodes.Invalid },
        { "what no member has", "conditions", RefusalCodes.Unprocessable },
        { "zero bars", "forBars", RefusalCodes.Invalid },
        { "a negative cooldown", "cooldownSeconds", RefusalCodes.Invalid },
        { "a repeat every second", "repeatSeconds", RefusalCodes.Invalid },
        { "an unknown placeholder", "message", RefusalCodes.Invalid },
        { "every placeholder", null, "" },
        { "a long message", "message", RefusalCodes.Invalid },
        { "a contact point twice", "contactPoints", RefusalCodes.Invalid },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_NamesFieldAndRule(string what, string? field, string code)
    {
        var refusals = RuleRules.Check(State, Make(what));

        if (field is null)
        {
            Assert.Empty(refusals);
            return;
        }

        var refusal = Assert.Single(refusals);
        Assert.Equal((field, code), (refusal.Field, refusal.Code));
        Assert.NotEmpty(refusal.Rule);
    }

    [Fact]
    public void CheckHistory_AMoveLongerThanBarsAreKept_IsRefused()
    {
        var rule = OnSymbol with { Conditions = [Dear with { Operator = AlertOperator.MovesUpPct, Bars = 61 }] };

        Assert.Equal("conditions[0].bars", Assert.Single(RuleRules.CheckHistory(State, rule, _ => TimeSpan.FromHours(1))).Field);
        Assert.Empty(RuleRules.CheckHistory(State, rule, _ => TimeSpan.FromMinutes(61)));
    }

    [Fact]
    public void Uses_OfAPair_StandInTheWayOrGo()
    {
        var state = State with { Rules = [new RuleDefinition("r1", 1, 0, OnPair), new RuleDefinition("r2", 1, 0, OnList)] };

        Assert.Equal(("rules/r1", RefusalCodes.Conflict), (Assert.Single(RuleUses.OfPair(state, "p1")).Field, RuleUses.OfPair(state, "p1")[0].Code));
        Assert.Equal("rules/r2", Assert.Single(RuleUses.OfWatchlist(state, "w1")).Field);
        Assert.Equal(["r2"], RuleUses.WithoutThoseOfPair(state, "p1").Rules.Select(rule => rule.Id));
        Assert.Equal((2L, "r1"), RuleUses.Restore(RuleUses.WithoutThoseOfPair(state, "p1"), "r1", 10).Value!.Rules.Where(rule => rule.Id == "r1").Select(rule => (rule.Version, rule.Id)).Single());
    }

    private static RuleSettings With(RuleSettings rule, Func<RuleCondition, RuleCondition> change) => rule with { Conditions = [change(rule.Conditions[0])] };

    private static RuleSettings Make(string what) => what switch
    {
        "a rule on a pair" => OnPair,
        "a rule on a symbol" => OnSymbol,
        "a rule on a watchlist" => OnList,
        "no name" => OnPair with { Name = " " },
        "no target" => OnPair with { Target = new RuleTarget() },
        "two targets" => OnPair with { Target = OnPair.Target with { Watchlist = "w1" } },
        "an unknown pair" => OnPair with { Target = RuleTarget.OfPair("p2") },
        "an unknown watchlist" => OnList with { Target = RuleTarget.OfWatchlist("w2") },
        "another interval than the pair's" => OnPair with { Interval = Interval.OneMinute },
        "the pair's interval" => OnPair with { Interval = Interval.OneSecond },
        "no condition" => OnPair with { Conditions = [] },
        "nine conditions" => OnPair with { Conditions = [.. Enumerable.Repeat(High, 9)] },
        "not a number" => With(OnPair, one => one with { Value = double.NaN }),
        "a band without its end" => With(OnPair, one => one with { Operator = AlertOperator.Inside }),
        "a band upside down" => With(OnPair, one => one with { Operator = AlertOperator.Outside, Value2 = 1 }),
        "an end without a band" => With(OnPair, one => one with { Value2 = 3 }),
        "an exit above an above" => With(OnPair, one => one with { Exit = 2.1 }),
        "an exit below a below" => With(OnPair, one => one with { Operator = AlertOperator.Below, Exit = 1.9 }),
        "an exit at the value" => With(OnPair, one => one with { Exit = 2 }),
        "an exit of a crossing" => With(OnPair, one => one with { Operator = AlertOperator.Crosses, Exit = 1 }),
        "a move of z" => With(OnPair, one => one with { Operator = AlertOperator.MovesUpPct }),
        "a move of nothing" => With(OnSymbol, one => one with { Operator = AlertOperator.MovesUpPct, Value = 0 }),
        "a move over too many bars" => With(OnSymbol, one => one with { Operator = AlertOperator.MovesUpPct, Bars = 5_001 }),
        "bars without a move" => With(OnSymbol, one => one with { Bars = 2 }),
        "a crossing of the feed state" => With(OnSymbol, one => one with { Metric = AlertMetric.FeedState, Operator = AlertOperator.CrossesUp }),
        "a crossing for two bars" => With(OnPair, one => one with { Operator = AlertOperator.CrossesUp }) with { ForBars = 2 },
        "z of a symbol" => With(OnSymbol, one => one with { Metric = AlertMetric.Z }),
        "price of a pair without a leg" => With(OnPair, one => one with { Metric = AlertMetric.Price }),
        "price of a symbol's leg" => With(OnSymbol, one => one with { Leg = RuleLeg.X }),
        "z of a leg" => With(OnPair, one => one with { Leg = RuleLeg.Y }),
        "what no member has" => OnList with { Conditions = [High, Dear] },
        "zero bars" => OnPair with { ForBars = 0 },
        "a negative cooldown" => OnPair with { CooldownSeconds = -1 },
        "a repeat every second" => OnPair with { RepeatSeconds = 1 },
        "an unknown placeholder" => OnPair with { Message = "{{pair}} {{zz}}" },
        "every placeholder" => OnPair with { Message = "{{pair}} {{z}} {{beta}} {{spread}} {{price}} {{state}} {{interval}} {{ time }}" },
        "a long message" => OnPair with { Message = new string('x', 501) },
        _ => OnPair with { ContactPoints = ["c1", "c1"] },
    };
}
