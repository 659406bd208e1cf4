using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Alerts.Inbox;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts;

public sealed class AlertInboxStateTests
{
    private static readonly AlertInboxState Empty = new();

    [Fact]
    public void Take_TheSameTransitionTwice_RecordsAndDeliversOnce()
    {
        var first = Empty.Take([Transitions.Fired("a"), Transitions.Fired("a")], 10);
        var second = first.State.Take([Transitions.Fired("a"), Transitions.Fired("b")], 20);

        Assert.Equal(["a"], first.Added.Select(record => record.Id));
        Assert.Equal(["b"], second.ToDeliver.Select(record => record.Id));
        Assert.Equal([(1L, "a", 10L), (2L, "b", 20L)], second.State.Records.Select(record => (record.Sequence, record.Id, record.FiredAt)));
    }

    [Theory]
    [InlineData("late", "late")]
    [InlineData("demo", "demo")]
    [InlineData("snoozed", "snoozed")]
    [InlineData("silenced", "silenced")]
    public void Take_ASuppressedTransition_IsRecordedWithTheReasonAndNotDelivered(string how, string reason)
    {
        var fired = Transitions.Fired("a");
        var (state, transition) = how switch
        {
            "late" => (Empty, fired with { Late = true }),
            "demo" => (Empty, fired with { Venue = Venues.Demo }),
            "snoozed" => (Empty, fired with { Suppressed = NotNotified.Snoozed }),
            _ => (Empty with { Silences = [Silence(fired.CloseTime, fired.CloseTime + 1)] }, fired),
        };

        var intake = state.Take([transition], 10);

        Assert.Equal(reason, Assert.Single(intake.Added).NotNotified);
        Assert.Empty(intake.ToDeliver);
    }

    [Fact]
    public void Take_TheEndOfAnAlertThatWasSilenced_IsNotDeliveredEither()
    {
        var silenced = (Empty with { Silences = [Silence(0, 130_000)] }).Take([Transitions.Fired("a")], 10).State;

        var intake = silenced.Take([Transitions.Resolved("b", "a", 9)], 20);

        Assert.Equal(NotNotified.NotFired, Assert.Single(intake.Added).NotNotified);
        Assert.Empty(intake.ToDeliver);
    }

    [Theory]
    [InlineData(0, 120_000, false)]
    [InlineData(0, 120_001, true)]
    [InlineData(120_000, 130_000, true)]
    [InlineData(120_001, 130_000, false)]
    public void Silence_CountsTheTimeTheBarClosed(long from, long to, bool silences) =>
        Assert.Equal(silences, SilenceRules.Matches(Silence(from, to).Settings, Transitions.Fired("a")));

    [Fact]
    public void Silence_MatchesOnlyWhatItNames()
    {
        var all = Silence(0, long.MaxValue).Settings;
        var fired = Transitions.Fired("a", severity: AlertSeverity.Info);

        Assert.True(SilenceRules.Matches(all with { RuleId = "r1", Severity = AlertSeverity.Info, Symbol = fired.Target.Symbol }, fired));
        Assert.False(SilenceRules.Matches(all with { RuleId = "r2" }, fired));
        Assert.False(SilenceRules.Matches(all with { Severity = AlertSeverity.Critical }, fired));
        Assert.False(SilenceRules.Matches(all with { Pair = "p" }, fired));
        Assert.False(SilenceRules.Matches(all with { Symbol = new SymbolKey(Venues.Binance, "ETHUSDT") }, fired));
    }

    [Fact]
    public void Take_ARepeat_DeliversTheFiringAlertOnceABar()
    {
        var state = Empty.Take([Transitions.Fired("a")], 10).State;

        var once = state.Take([Transitions.Repeat("x", "a", 5)], 20);
        var again = once.State.Take([Transitions.Repeat("x", "a", 5)], 30);
        var later = again.State.Take([Transitions.Repeat("y", "a", 6)], 40);

        Assert.Equal([("x", "a")], once.ToDeliver.Select(repeat => (repeat.Id, repeat.Resolves)));
        Assert.Empty(again.ToDeliver);
        Assert.Equal([("y", "a")], later.ToDeliver.Select(repeat => (repeat.Id, repeat.Resolves)));
        Assert.Single(later.State.Records);
    }

    [Fact]
    public void Take_AResolution_ForgetsTheRepeats()
    {
        var state = Empty.Take([Transitions.Fired("a")], 10).State.Take([Transitions.Repeat("x", "a", 5)], 20).State;

        Assert.Empty(state.Take([Transitions.Resolved("b", "a", 6)], 30).State.Repeated);
    }

    [Fact]
    public void Take_MoreThanIsKept_ForgetsTheOldest()
    {
        var state = Empty.Take(Enumerable.Range(1, AlertInboxState.MaxRecords + 5).Select(i => Transitions.Fired($"a{i}")), 10).State;

        Assert.Equal(AlertInboxState.MaxRecords, state.Records.Length);
        Assert.Equal(6, state.Records[0].Sequence);
        Assert.Null(state.After(2, 10));
        Assert.Equal(6, state.After(5, 10)!.Value[0].Sequence);
    }

    [Fact]
    public void Acknowledged_ByNameOrTime_ChangesOnlyThose()
    {
        var state = Empty.Take([Transitions.Fired("a")], 10).State.Take([Transitions.Fired("b")], 20).State.Take([Transitions.Fired("c")], 30).State;

        var (byName, named) = state.Acknowledged(new HashSet<string> { "c", "nobody" }, null, "u1", 50);
        var (byTime, timed) = byName.Acknowledged(new HashSet<string>(), 20, "u1", 60);

        Assert.Equal(["c"], named.Select(record => record.Id));
        Assert.Equal(["a", "b"], timed.Select(record => record.Id));
        Assert.Equal([60L, 60L, 50L], byTime.Records.Select(record => record.AcknowledgedAt));
        Assert.Equal((1, 0), (new AlertInboxState().Take([Transitions.Fired("z")], 1).State.Summary().Unacknowledged, byTime.Summary().Unacknowledged));
        Assert.Empty(byTime.Acknowledged(new HashSet<string> { "a" }, 100, "u1", 70).Changed);
    }

    [Fact]
    public void Revised_MarksTheAlertsOfThatBarAndLeavesTheRest()
    {
        var state = Empty.Take([Transitions.Fired("a", 1), Transitions.Fired("b", 2), Transitions.Fired("c", 1, "r2")], 10).State;

        var (next, changed) = state.Revised("r1", Transitions.Btc, [new RevisedBar(60_000, 1), new RevisedBar(60_000, 2)]);

        Assert.Equal(["a"], changed.Select(record => record.Id));
        Assert.Equal([2, null, null], next.Records.Select(record => record.RevisedBy));
        Assert.Equal(state.Records[0].Transition, next.Records[0].Transition);
        Assert.Empty(next.Revised("r1", Transitions.Btc, [new RevisedBar(60_000, 1)]).Changed);
    }

    [Fact]
    public void Page_IsNewestFirstFilteredAndContinues()
    {
        var state = Empty.Take([.. Enumerable.Range(1, 5).Select(i => Transitions.Fired($"a{i}", severity: i == 3 ? AlertSeverity.Critical : AlertSeverity.Info))], 10).State;
        var all = new AlertQuery(null, null, null, null, null, null, null, null, 2);

        var first = state.Page(all);
        var second = state.Page(all with { BeforeSequence = first.NextBefore });

        Assert.Equal(["a5", "a4"], first.Records.Select(record => record.Id));
        Assert.Equal(["a3", "a2"], second.Records.Select(record => record.Id));
        Assert.Null(state.Page(all with { BeforeSequence = second.NextBefore }).NextBefore);
        Assert.Equal(["a3"], state.Page(all with { Severity = AlertSeverity.Critical }).Records.Select(record => record.Id));
        Assert.Empty(state.Page(all with { State = AlertState.Resolved }).Records);
        Assert.Empty(state.Page(all with { From = 11 }).Records);
        Assert.Empty(state.Page(all with { To = 10 }).Records);
        Assert.Empty(state.Page(all with { Acknowledged = true }).Records);
    }

    [Theory]
    [InlineData(10, 10, "to")]
    [InlineData(-1, 10, "from")]
    [InlineData(1, long.MaxValue, "to")]
    public void Silence_WithAnImpossibleTime_IsRefusedByField(long from, long to, string field) =>
        Assert.Equal(field, Assert.Single(SilenceRules.Check(Silence(from, to).Settings)).Field);

    private static Silence Silence(long from, long to) => new("s", 0, new SilenceSettings { From = from, To = to });
}
