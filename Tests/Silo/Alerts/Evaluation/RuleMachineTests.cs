using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Feeds;
using Xunit;
using static QuantPlatform.Contracts.Alerts.AlertOperator;

namespace QuantPlatform.Tests.Silo.Alerts.Evaluation;

/// <summary>The state machine of DOMAIN.md, "Alerts", sentence by sentence.</summary>
public sealed class RuleMachineTests
{
    [Theory]
    // Level operators fire past the value and resolve at the exit, which is the value unless said otherwise.
    [InlineData(Above, 100.0, null, null, null, "100 101 101 100 101", "2 firing, 4 resolved, 5 firing")]
    [InlineData(Below, 100.0, null, null, null, "100 99 99 100 99", "2 firing, 4 resolved, 5 firing")]
    [InlineData(Above, 100.0, null, 95.0, null, "101 97 101 96 95 97 101", "1 firing, 5 resolved, 7 firing")]
    [InlineData(Below, 100.0, null, 105.0, null, "99 103 99 104 105 103 99", "1 firing, 5 resolved, 7 firing")]
    // Bands include their ends.
    [InlineData(Inside, 90.0, 100.0, null, null, "89 90 100 101", "2 firing, 4 resolved")]
    [InlineData(Outside, 90.0, 100.0, null, null, "90 100 101 89 95", "3 firing, 5 resolved")]
    // A crossing fires once and is over at the next bar without a record.
    [InlineData(CrossesUp, 100.0, null, null, null, "99 101 102 100 101", "2 firing, 5 firing")]
    [InlineData(CrossesUp, 100.0, null, null, null, "100 100 101", "3 firing")]
    [InlineData(CrossesDown, 100.0, null, null, null, "101 99 98 100 99", "2 firing, 5 firing")]
    [InlineData(Crosses, 100.0, null, null, null, "99 101 99 99", "2 firing, 3 firing")]
    // Never across a gap: neither a missing bar nor one without a value has a bar just before.
    [InlineData(CrossesUp, 100.0, null, null, null, "99 - 101 99 101", "5 firing")]
    [InlineData(CrossesUp, 100.0, null, null, null, "99 x 101 99 101", "5 firing")]
    [InlineData(CrossesUp, 100.0, null, null, null, "101", "")]
    // Moves compare with the bar so many before, by time.
    [InlineData(MovesUpPct, 10.0, null, null, null, "100 110 110 121", "2 firing, 3 resolved, 4 firing")]
    [InlineData(MovesDownPct, 10.0, null, null, null, "100 90 90", "2 firing, 3 resolved")]
    [InlineData(MovesUpPct, 10.0, null, null, 3, "100 105 108 112", "4 firing")]
    [InlineData(MovesUpPct, 10.0, null, null, 2, "100 - 111 111", "3 firing")]
    [InlineData(MovesUpPct, 10.0, null, null, 2, "100 111 - 130", "4 firing")]
    [InlineData(MovesUpPct, 10.0, null, null, 2, "- 100 - - 150", "")]
    [InlineData(MovesUpPct, 10.0, null, null, null, "0 100", "")]
    public void Closed_Operator_FiresAndResolvesAsDefined(
        AlertOperator op, double value, double? value2, double? exit, int? bars, string script, string records) =>
        Assert.Equal(records, new RuleRun(RuleRun.Price(op, value, value2, exit, bars)).Close(script).Records);

    [Theory]
    [InlineData("101", RuleTargetState.Pending)]
    [InlineData("101 101", RuleTargetState.Pending)]
    [InlineData("101 101 101", RuleTargetState.Firing)]
    [InlineData("101 101 100", RuleTargetState.Normal)]
    [InlineData("101 101 101 98", RuleTargetState.Recovering)]
    [InlineData("101 101 101 98 101", RuleTargetState.Firing)]
    [InlineData("101 101 101 98 95", RuleTargetState.Normal)]
    public void Closed_ForThreeBars_GoesThroughTheStates(string script, RuleTargetState state) =>
        Assert.Equal(state, new RuleRun(RuleRun.Price(Above, 100, exit: 95) with { ForBars = 3 }).Close(script).Progress.State);

    [Theory]
    [InlineData("101 101 100 101 101 101", "6 firing")]
    [InlineData("101 101 - 101 101 101", "6 firing")]
    [InlineData("101 101 x 101 101 101", "6 firing")]
    public void Closed_ForThreeBars_CountsConsecutiveOnes(string script, string records) =>
        Assert.Equal(records, new RuleRun(RuleRun.Price(Above, 100) with { ForBars = 3 }).Close(script).Records);

    [Fact]
    public void Closed_BackFromRecovering_MakesNoRecord() =>
        Assert.Equal("1 firing", new RuleRun(RuleRun.Price(Above, 100, exit: 95)).Close("101 98 101 98 101").Records);

    [Fact]
    public void Closed_ConditionsJoinedByAnd_FireTogetherAndTheFirstPastItsExitResolves()
    {
        var rule = RuleRun.Of(
            new RuleCondition { Metric = AlertMetric.Price, Operator = Above, Value = 100, Exit = 90 },
            new RuleCondition { Metric = AlertMetric.Volume, Operator = Below, Value = 110, Exit = 115 });

        Assert.Equal("2 firing, 5 resolved", new RuleRun(rule).Close("111 105 95 112 116").Records);
    }

    [Fact]
    public void Closed_Resolution_NamesTheAlertItEnds()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100)).Close("101 100");

        Assert.Equal(run.Transitions[0].Id, run.Transitions[1].Resolves);
        Assert.NotEqual(run.Transitions[0].Id, run.Transitions[1].Id);
    }

    [Fact]
    public void Closed_BarsUpToTheStart_DoNotCountButAreLookedBackAt()
    {
        Assert.Equal("", new RuleRun(RuleRun.Price(Above, 100), start: 3).Close("99 101 101").Records);
        Assert.Equal("4 firing", new RuleRun(RuleRun.Price(Above, 100), start: 3).Close("99 101 101 101").Records);
        Assert.Equal("4 firing", new RuleRun(RuleRun.Price(CrossesUp, 100), start: 3).Close("99 101 99 101").Records);
    }

    [Fact]
    public void Closed_WithoutAStart_CountsNothing()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100));
        run.Progress = run.Progress with { Start = null };

        Assert.Equal("", run.Close("101 102").Records);
    }

    [Fact]
    public void Closed_TheSameBarsAgain_ChangeNothing()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100)).Close("101 99 101");
        var before = (run.Records, run.Progress);

        Assert.Equal(before, (run.Replay().Records, run.Progress));
    }

    [Fact]
    public void Cooldown_SuppressesDeliveriesUntilItIsOver_NeverRecords()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100) with { CooldownSeconds = 240 }).Close("101 99 101 99 101 99");

        Assert.Equal("1 firing, 2 resolved, 3 firing/cooldown, 4 resolved/its alert was not notified, 5 firing, 6 resolved", run.Records);
    }

    [Fact]
    public void Repeat_WhileFiring_DeliversAgainWithoutARecord() =>
        Assert.Equal("1 firing, 3 repeat, 5 repeat, 6 resolved", new RuleRun(RuleRun.Price(Above, 100) with { RepeatSeconds = 120 }).Close("101 101 101 101 101 99").Records);

    [Fact]
    public void Snooze_ByCloseTime_RecordsAndDoesNotDeliver()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100));
        run.Rule = run.Rule with { SnoozedUntil = 3 * RuleRun.Minute };

        Assert.Equal("1 firing/snoozed, 2 resolved/its alert was not notified, 3 firing", run.Close("101 99 101").Records);
    }

    [Fact]
    public void Once_AfterFiring_PausesTheTarget()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100) with { Trigger = AlertTrigger.Once }).Close("101 99 101").Look(3_600);

        Assert.Equal("1 firing", run.Records);
        Assert.Equal((RuleTargetState.Paused, "fired once"), (run.Progress.State, run.Progress.Reason));
    }

    [Fact]
    public void Breaker_MoreThanFifteenFiresInThreeMinutes_PausesTheRule()
    {
        var rule = new QuantPlatform.Silo.Alerts.Evaluation.RuleProgress();
        for (var i = 0; i < 15; i++)
        {
            rule = rule.WithFire(i * 10_000);
        }

        Assert.Null(rule.PausedReason);
        Assert.Null(rule.WithFire(180_000).PausedReason);
        Assert.Equal("more than 15 fires in 3 minutes", rule.WithFire(179_999).PausedReason);
    }

    [Fact]
    public void Closed_WhileTheRuleIsPaused_EvaluatesNothing()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100));
        run.Rule = run.Rule with { PausedReason = "paused by you" };

        Assert.Equal(("", null), (run.Close("101").Records, run.Progress.LastBar));
    }

    [Theory]
    [InlineData(NoDataPolicy.NoData, "99 x x x 99", "4 noData, 5 resolved")]
    [InlineData(NoDataPolicy.NoData, "101 x x x 101", "1 firing, 4 noData, 5 resolved, 5 firing")]
    [InlineData(NoDataPolicy.NoData, "99 x x 99 x x 99", "")]
    [InlineData(NoDataPolicy.NoData, "x x x x 99", "")]
    [InlineData(NoDataPolicy.Alerting, "99 x x x x 99", "4 firing, 6 resolved")]
    [InlineData(NoDataPolicy.Alerting, "101 x x x 101 99", "1 firing, 6 resolved")]
    [InlineData(NoDataPolicy.Normal, "101 x x x x 101", "1 firing, 4 resolved, 6 firing")]
    [InlineData(NoDataPolicy.KeepLast, "101 x x x x 99", "1 firing, 6 resolved")]
    public void NoData_AfterThreeBarsWithoutAValue_FollowsThePolicy(NoDataPolicy policy, string script, string records) =>
        Assert.Equal(records, new RuleRun(RuleRun.Price(Above, 100) with { NoData = policy }).Close(script).Records);

    [Theory]
    [InlineData(NoDataPolicy.NoData, "1 noData, 2 resolved")]
    [InlineData(NoDataPolicy.Alerting, "1 firing, 2 resolved")]
    [InlineData(NoDataPolicy.Normal, "")]
    [InlineData(NoDataPolicy.KeepLast, "")]
    public void NoData_WithoutAClosedBarForThreeIntervals_FollowsThePolicyOnce(NoDataPolicy policy, string records)
    {
        var run = new RuleRun(RuleRun.Price(Above, 100) with { NoData = policy }).Close("99");

        Assert.Equal(records, run.Look(180).Look(180.001).Look(181).Look(400).Close("99").Records);
    }

    [Fact]
    public void NoData_LooksNotWhatWarmsUpOrIsUndefined()
    {
        var rule = RuleRun.Of(new RuleCondition { Metric = AlertMetric.HalfLife, Operator = Above, Value = 10 });
        var evaluator = new QuantPlatform.Silo.Alerts.Evaluation.RuleEvaluator(
            new RuleDefinition("r", 1, 0, rule), new(RuleTarget.OfPair("p"), "A/B", "binance-usdm", QuantPlatform.Contracts.Markets.Interval.OneMinute));
        var bit = 1 << (int)AlertMetric.HalfLife;
        List<RulePoint> points = [RulePoint.Empty(60_000, 0) with { HalfLife = 5 }];
        points.AddRange(Enumerable.Range(2, 9).Select(i => RulePoint.Empty(i * 60_000, 0) with { Undefined = i < 6 ? bit : 0, Warming = i < 6 ? 0 : bit }));
        var progress = new QuantPlatform.Silo.Alerts.Evaluation.TargetProgress { Start = 0 };

        for (var i = 0; i < points.Count; i++)
        {
            var step = evaluator.OnClosed(progress, new(), points, i, default);
            Assert.Empty(step.Transitions);
            progress = step.Target;
        }

        Assert.Equal(RuleTargetState.Normal, progress.State);
    }

    [Fact]
    public void BarAge_IsLookedAtBetweenBars_AndFiresOnceABar()
    {
        var run = new RuleRun(RuleRun.Of(new RuleCondition { Metric = AlertMetric.BarAge, Operator = Above, Value = 90 }));

        run.Close("1").Look(60).Look(90).Look(91).Look(92).Look(89).Look(95).Close("1").Look(1).Look(91);

        Assert.Equal("1 firing, 1 resolved, 2 firing", run.Records);
        Assert.Equal(91, run.Transitions[0].Values["barAge"]);
    }

    [Fact]
    public void FeedState_ForSeveralSeconds_FiresAlsoBeforeAnyBar()
    {
        var run = new RuleRun(RuleRun.Of(new RuleCondition { Metric = AlertMetric.FeedState, Operator = Above, Value = 1 }) with { ForBars = 3 });

        run.Look(1, FeedState.Stale).Look(2, FeedState.Live).Look(3, FeedState.Down).Look(4, FeedState.Down).Look(5, FeedState.Down).Look(6, FeedState.Live);

        Assert.Equal("0 firing, 0 resolved", run.Records);
    }

    [Fact]
    public void FeedState_LongAfterTheLastBar_IsNotLate()
    {
        var run = new RuleRun(RuleRun.Of(new RuleCondition { Metric = AlertMetric.FeedState, Operator = Above, Value = 1 })).Close("1").Look(3_600, FeedState.Down);

        Assert.Equal("1 firing", run.Records);
    }

    [Fact]
    public void OncePerBar_OnTheOpenBar_FiresOnceAndTheCloseResolves()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100) with { Trigger = AlertTrigger.OncePerBar }).Close("99");

        run.Preview(101).Preview(99).Preview(102).Close("99").Preview(101).Close("101").Close("99");

        Assert.Equal("2 firing, 2 resolved, 3 firing, 4 resolved", run.Records);
    }

    [Fact]
    public void OncePerBarClose_OnTheOpenBar_DoesNothing() =>
        Assert.Equal("", new RuleRun(RuleRun.Price(Above, 100)).Close("99").Preview(101).Records);

    [Fact]
    public void OncePerBar_ACrossingOnTheOpenBar_FiresNotAgainAtItsClose() =>
        Assert.Equal("2 firing", new RuleRun(RuleRun.Price(CrossesUp, 100) with { Trigger = AlertTrigger.OncePerBar }).Close("99").Preview(101).Close("101 102").Records);

    [Theory]
    [InlineData(600_000, "1 firing")]
    [InlineData(600_001, "1 firing/late")]
    public void Closed_FoundLongAfterTheBarEnded_IsLate(long clock, string records) =>
        Assert.Equal(records, new RuleRun(RuleRun.Price(Above, 100)).Close("101", clock).Records);

    [Fact]
    public void Error_IsRecordedOnceAndEndsWithTheNextBar()
    {
        var run = new RuleRun(RuleRun.Price(Above, 100)).Close("99").Fail("the pair is gone").Fail("the pair is gone").Close("99");

        Assert.Equal("1 error, 2 resolved", run.Records);
        Assert.Equal(run.Transitions[0].Id, run.Transitions[1].Resolves);
    }
}
