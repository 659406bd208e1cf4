using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

public sealed class DeliveryOutboxTests
{
    private const long Now = 1_767_323_100_000;
    private static readonly DeliveryLimits Limits = new(WebhooksPerMinute: 60, EmailsPerHour: 30);
    private static readonly ContactPointBook Book = DeliverySamples.Book(
        DeliverySamples.Point("hook"), DeliverySamples.Point("mail", ContactPointKind.Email), DeliverySamples.Point("off", enabled: false));

    [Fact]
    public void With_ATransition_OwesItToEachOpenContactPointOnce()
    {
        var fired = DeliverySamples.Fired("a1", "hook", "mail", "off", "gone", "hook", ContactPoint.InAppId);

        var outbox = new DeliveryOutbox().With(fired, Book, Now).With(fired, Book, Now + 1);

        Assert.Equal(["hook", "mail"], outbox.Open.Select(stored => stored.Delivery.ContactPointId));
        Assert.All(outbox.Open, stored => Assert.Equal(("a1", "a1", DeliveryState.Pending, Now), (stored.Delivery.AlertId, stored.Delivery.MessageId, stored.Delivery.State, stored.Delivery.NextAt)));
        Assert.Equal(2, outbox.Open.Select(stored => stored.Delivery.Id).Distinct().Count());
    }

    [Fact]
    public void With_ATransitionThatWasDelivered_OwesNothingAgain()
    {
        var fired = DeliverySamples.Fired("a1", "hook");
        var outbox = new DeliveryOutbox().With(fired, Book, Now);
        outbox = outbox.With(Report(outbox.Open[0].Delivery.Id, DeliveryVerdict.Delivered, Now));

        outbox = outbox.With(fired, Book, Now + 60_000);

        Assert.Empty(outbox.Open);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(outbox.Finished).Delivery.State);
    }

    [Fact]
    public void With_Failures_RetriesOnScheduleUnderOneIdAndThenGivesUp()
    {
        // 5 s, 30 s, 5 min, 30 min, 2 h, as DOMAIN.md says.
        long[] pauses = [5_000, 30_000, 300_000, 1_800_000, 7_200_000];
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook"), Book, Now);
        var id = outbox.Open[0].Delivery.Id;
        var at = Now;
        foreach (var pause in pauses)
        {
            outbox = outbox.With(Report(id, DeliveryVerdict.Failed, at, 250));
            var delivery = outbox.Open[0].Delivery;
            Assert.Equal((DeliveryState.Retrying, at + 250 + pause, "a1"), (delivery.State, delivery.NextAt, delivery.MessageId));
            Assert.Empty(outbox.Due(delivery.NextAt!.Value - 1, Limits));
            at = delivery.NextAt.Value;
            Assert.Single(outbox.Due(at, Limits));
        }

        outbox = outbox.With(Report(id, DeliveryVerdict.Failed, at));

        Assert.Empty(outbox.Open);
        var dead = Assert.Single(outbox.Finished).Delivery;
        Assert.Equal((DeliveryState.Dead, null, "answered 500"), (dead.State, dead.NextAt, dead.Error));
        Assert.Equal([1, 2, 3, 4, 5, 6], dead.Attempts.Select(attempt => attempt.Number));
    }

    [Theory]
    [InlineData(DeliveryVerdict.Refused)]
    [InlineData(DeliveryVerdict.Gone)]
    public void With_WhatNoTryCanMend_GivesUpAtOnce(DeliveryVerdict verdict)
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook"), Book, Now);

        outbox = outbox.With(Report(outbox.Open[0].Delivery.Id, verdict, Now));

        Assert.Empty(outbox.Open);
        Assert.Equal(DeliveryState.Dead, outbox.Finished[0].Delivery.State);
    }

    [Fact]
    public void With_AReportOfWhatIsNotOwed_ChangesNothing()
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook"), Book, Now);
        var id = outbox.Open[0].Delivery.Id;
        var delivered = outbox.With(Report(id, DeliveryVerdict.Delivered, Now));

        Assert.Same(delivered, delivered.With(Report(id, DeliveryVerdict.Delivered, Now)));
        Assert.Same(outbox, outbox.With(Report("other", DeliveryVerdict.Delivered, Now)));
    }

    [Fact]
    public void Resent_ADeadLetter_KeepsItsMessageAndHasTheWholeScheduleBeforeIt()
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook"), Book, Now);
        var message = AlertMessages.Of(outbox.Open[0]);
        var id = outbox.Open[0].Delivery.Id;
        outbox = outbox.With(Report(id, DeliveryVerdict.Refused, Now));

        var again = outbox.Resent(id, Book, Now + 5).Value!;

        var owed = Assert.Single(again.Open);
        Assert.Equal(("a1", DeliveryState.Pending, Now + 5), (owed.Delivery.MessageId, owed.Delivery.State, owed.Delivery.NextAt));
        Assert.Equal(message.Json, AlertMessages.Of(owed).Json);
        Assert.Equal(2, again.With(Report(id, DeliveryVerdict.Failed, Now + 6)).Open[0].Delivery.Last!.Number);
        Assert.Equal(Now + 6 + 5_000, again.With(Report(id, DeliveryVerdict.Failed, Now + 6)).Open[0].Delivery.NextAt);
        Assert.Equal(RefusalCodes.Conflict, again.Resent(id, Book, Now).Refusals[0].Code);
        Assert.Equal(RefusalCodes.Conflict, outbox.Resent(id, DeliverySamples.Book(), Now).Refusals[0].Code);
        Assert.Equal(RefusalCodes.NotFound, outbox.Resent("x", Book, Now).Refusals[0].Code);
    }

    [Fact]
    public void Due_BeyondTheLimits_WaitsAndIsNotLost()
    {
        var outbox = Enumerable.Range(0, 5).Aggregate(new DeliveryOutbox(), (all, i) => all.With(DeliverySamples.Fired($"a{i}", "hook", "mail"), Book, Now));
        var limits = new DeliveryLimits(WebhooksPerMinute: 3, EmailsPerHour: 2);

        var due = outbox.Due(Now, limits);
        Assert.Equal(["a0", "a1", "a2"], due.Where(stored => stored.Delivery.Kind == ContactPointKind.Webhook).Select(stored => stored.Delivery.MessageId));
        Assert.Equal(["a0", "a1"], due.Where(stored => stored.Delivery.Kind == ContactPointKind.Email).Select(stored => stored.Delivery.MessageId));

        outbox = due.Aggregate(outbox, (all, stored) => all.With(Report(stored.Delivery.Id, DeliveryVerdict.Delivered, Now)));
        Assert.Empty(outbox.Due(Now + 59_999, limits));
        Assert.Equal(2, outbox.Due(Now + 60_000, limits).Count(stored => stored.Delivery.Kind == ContactPointKind.Webhook));
        Assert.Equal(2, outbox.Due(Now + 3_600_000, limits).Count(stored => stored.Delivery.Kind == ContactPointKind.Email));
    }

    [Fact]
    public void With_MoreThanMayWait_MakesDeadLettersThatSayWhy()
    {
        var outbox = Enumerable.Range(0, DeliveryOutbox.MaxOpen + 1).Aggregate(new DeliveryOutbox(), (all, i) => all.With(DeliverySamples.Fired($"a{i}", "hook"), Book, Now));

        Assert.Equal(DeliveryOutbox.MaxOpen, outbox.Open.Length);
        Assert.Contains("were waiting", Assert.Single(outbox.Finished).Delivery.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_IsBounded()
    {
        var outbox = new DeliveryOutbox();
        for (var i = 0; i < DeliveryOutbox.MaxFinished + 3; i++)
        {
            outbox = outbox.With(DeliverySamples.Fired($"a{i}", "hook"), Book, Now);
            outbox = outbox.With(Report(outbox.Open[0].Delivery.Id, DeliveryVerdict.Delivered, Now));
        }

        Assert.Equal(DeliveryOutbox.MaxFinished, outbox.Finished.Length);
        Assert.Equal("a3", outbox.Finished[0].Delivery.MessageId);
    }

    [Fact]
    public void Dropped_GivesUpWhatWaitsForThatContactPointOnly()
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook", "mail"), Book, Now).Dropped("hook", "its contact point was deleted");

        Assert.Equal("mail", Assert.Single(outbox.Open).Delivery.ContactPointId);
        Assert.Equal((DeliveryState.Dead, "its contact point was deleted"), (outbox.Finished[0].Delivery.State, outbox.Finished[0].Delivery.Error));
    }

    [Fact]
    public void WithTest_ThatFails_IsNotTriedAgain()
    {
        var outbox = new DeliveryOutbox().WithTest("t1", Book.Find("hook")!.Point, Now);
        Assert.Equal("t1", outbox.Open[0].Delivery.MessageId);

        outbox = outbox.With(Report("t1", DeliveryVerdict.Failed, Now));

        Assert.Equal(DeliveryState.Dead, Assert.Single(outbox.Finished).Delivery.State);
        Assert.Equal(RefusalCodes.Conflict, outbox.Resent("t1", Book, Now).Refusals[0].Code);
    }

    [Fact]
    public void With_ARepeat_IsAMessageOfItsOwnAboutTheAlertThatFires()
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a2", "hook") with { IsRepeat = true, Resolves = "a1" }, Book, Now);

        Assert.Equal(("a1", "a2"), (outbox.Open[0].Delivery.AlertId, outbox.Open[0].Delivery.MessageId));
        var data = JsonDocument.Parse(AlertMessages.Of(outbox.Open[0]).Json).RootElement.GetProperty("data");
        Assert.Equal("a1", data.GetProperty("id").GetString());
        Assert.True(data.GetProperty("repeat").GetBoolean());
    }

    [Fact]
    public void Message_OfAnAlert_SaysWhatTheApiSays()
    {
        var outbox = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook") with { RuleName = "evil\r\nBcc: x" }, Book, Now);

        var message = AlertMessages.Of(outbox.Open[0]);

        var root = JsonDocument.Parse(message.Json).RootElement;
        Assert.Equal("alert.firing", root.GetProperty("type").GetString());
        Assert.Equal("2026-01-02T03:05:00.000Z", root.GetProperty("timestamp").GetString());
        var data = root.GetProperty("data");
        Assert.Equal("""{"pair":"p1"}""", data.GetProperty("target").GetRawText());
        Assert.Equal("""{"halfLife":null,"z":2.5}""", data.GetProperty("values").GetRawText());
        Assert.Equal("critical", data.GetProperty("severity").GetString());
        Assert.Equal(1_767_323_040_000, data.GetProperty("barTime").GetInt64());
        Assert.Equal("[critical] evil  Bcc: x: ETH/BTC firing", message.Subject);
        Assert.Contains("2026-01-02T03:04:00.000Z", message.Text, StringComparison.Ordinal);
    }

    private static DeliveryReport Report(string id, DeliveryVerdict verdict, long at, int ms = 0) =>
        new(id, verdict, at, ms, verdict == DeliveryVerdict.Delivered ? 200 : 500, verdict == DeliveryVerdict.Delivered ? null : "answered 500");
}
