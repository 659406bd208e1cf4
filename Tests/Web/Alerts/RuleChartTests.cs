using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Alerts;
using Xunit;

namespace QuantPlatform.Tests.Web.Alerts;

public sealed class RuleChartTests
{
    [Theory]
    [InlineData(AlertOperator.Above, 2.0, null, 1.0, "fires above 2|resolves at 1")]
    [InlineData(AlertOperator.Above, 2.0, null, null, "fires above, resolves at 2")]
    [InlineData(AlertOperator.Below, 2.0, null, 2.0, "fires below, resolves at 2")]
    [InlineData(AlertOperator.Inside, 1.0, 3.0, null, "fires from 1|fires up to 3")]
    [InlineData(AlertOperator.Outside, -1.0, 3.0, null, "fires below -1|fires above 3")]
    [InlineData(AlertOperator.Crosses, 0.0, null, null, "fires crossing 0")]
    [InlineData(AlertOperator.Inside, 1.0, null, null, "fires from 1")]
    [InlineData(AlertOperator.Above, double.NaN, null, 1.0, "resolves at 1")]
    public void Levels_SayWhereItFiresAndResolves(AlertOperator op, double value, double? value2, double? exit, string texts)
    {
        var levels = RuleLevels.Of(new RuleCondition { Metric = AlertMetric.Z, Operator = op, Value = value, Value2 = value2, Exit = exit });

        Assert.Equal(texts, string.Join('|', levels.Select(level => level.Text)));
        Assert.Equal(levels.Where(level => level.Text.StartsWith("resolves", StringComparison.Ordinal)), levels.Where(level => level.IsExit));
    }

    [Fact]
    public void Levels_OfAMoveDown_AreBelowZero() =>
        Assert.Equal(-1.5, Assert.Single(RuleLevels.Of(new RuleCondition { Metric = AlertMetric.Price, Operator = AlertOperator.MovesDownPct, Value = 1.5, Bars = 3 })).Value);

    [Fact]
    public void Says_WhatTheChartShows()
    {
        var series = new RuleSeries(new DryRunTarget("p", null), "A/B", 60_000, 60_000, [0, 60_000, 120_000], [1, null, 3]);
        var condition = new RuleCondition { Metric = AlertMetric.Z, Operator = AlertOperator.Above, Value = 2, Exit = 1 };
        var rows = RuleChartRows.Of(series, [Alert(AlertState.Resolved, 120_000), Alert(AlertState.Firing, 60_000)], condition);

        Assert.Equal(["firing", "resolved"], rows.Marks.Select(mark => mark.State));
        Assert.Equal("3 bars of 1m; fires above 2, resolves at 1; 2 marked: 1 fired, 1 resolved.", RuleChartTexts.Says(series, rows));
    }

    [Fact]
    public void DecideAlike_LooksAtWhatDecides()
    {
        var rule = new RuleSettings { Name = "a", Target = RuleTarget.OfPair("p"), Conditions = [new RuleCondition { Metric = AlertMetric.Z, Operator = AlertOperator.Above, Value = 2 }] };

        Assert.True(RuleTrialPanel.DecideAlike(rule, rule with { Name = "b", Severity = AlertSeverity.Critical, Conditions = [rule.Conditions[0] with { }] }));
        Assert.False(RuleTrialPanel.DecideAlike(rule, rule with { ForBars = 2 }));
        Assert.False(RuleTrialPanel.DecideAlike(rule, rule with { Conditions = [rule.Conditions[0] with { Exit = 1 }] }));
    }

    private static DryRunAlert Alert(AlertState state, long time) =>
        new("id", new DryRunTarget("p", null), "A/B", state, null, time, time + 60_000, "", ImmutableSortedDictionary<string, double?>.Empty);
}
