using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Feeds;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>From a rule's decision to receivers that behave, and to others.</summary>
public sealed class DeliveryGrainTests
{
    private const int Patience = 90;

    private readonly CutOffStorage _storage = new();

    [Fact]
    public async Task Record_ToAWebhook_ReachesItOnceUnderTheAlertsId()
    {
        await using var receiver = new Receiver(Receiver.Ok);
        await using var cluster = await DeliveryCluster.Start(_storage);
        var hook = await cluster.AddWebhook("ann", receiver.Url);

        await cluster.Fire("ann", "a1", hook);
        await cluster.Fire("ann", "a1", hook);
        await cluster.Fire("ann", "a2", hook);

        await Delivered(cluster, "ann", "a2");
        Assert.Equal(["a1", "a2"], receiver.Messages.Select(message => message.Id));
        Assert.Equal("a1", JsonDocument.Parse(receiver.Messages.First().Body).RootElement.GetProperty("data").GetProperty("id").GetString());
        var delivery = await cluster.Delivery("ann", "a1");
        Assert.Equal((1, 200, null), (delivery.Attempts.Length, delivery.Last!.Status, delivery.Error));
    }

    [Fact]
    public async Task Record_WhileReceiversOfOneUserHang_ReachesEverybodyElse()
    {
        await using var hanging = new Receiver(Receiver.Hang);
        await using var healthy = new Receiver(Receiver.Ok);
        await using var cluster = await DeliveryCluster.Start(_storage, ("Alerts:DeliveriesAtOnce", "5"));
        var traps = new List<ContactPointIssued>();
        for (var i = 0; i < 10; i++)
        {
            traps.Add(await cluster.AddWebhook("ann", hanging.Url, $"trap {i}"));
        }

        var hook = await cluster.AddWebhook("bob", healthy.Url);
        for (var i = 0; i < 5; i++)
        {
            await cluster.Fire("ann", $"a{i}", [.. traps]);
        }

        await Eventually.Holds(() => hanging.Messages.Count >= 4, "ann's deliveries are under way", Patience);

        await cluster.Fire("bob", "b1", hook);

        await Delivered(cluster, "bob", "b1");
        // Not one of ann's ten seconds is over: bob did not wait for her.
        Assert.DoesNotContain(await cluster.Points("ann").GetDeliveries(null, null), delivery => delivery.State == DeliveryState.Delivered);
        Assert.Equal(4, hanging.Messages.Count);
    }

    [Fact]
    public async Task Record_ToAReceiverThatFailsOnce_IsTriedAgainUnderTheSameId()
    {
        var answers = 0;
        await using var receiver = new Receiver((socket, _, stop) =>
            Receiver.Say(socket, Interlocked.Increment(ref answers) == 1 ? "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n" : Receiver.Ok, stop));
        await using var cluster = await DeliveryCluster.Start(_storage);
        var hook = await cluster.AddWebhook("ann", receiver.Url);

        await cluster.Fire("ann", "a1", hook);

        await Delivered(cluster, "ann", "a1");
        Assert.Equal(["a1", "a1"], receiver.Messages.Select(message => message.Id));
        Assert.Equal(receiver.Messages.First().Body, receiver.Messages.Last().Body);
        var delivery = await cluster.Delivery("ann", "a1");
        Assert.Equal([500, 200], delivery.Attempts.Select(attempt => attempt.Status));
        // No earlier than 5 s after the first ended; how much later is up to the machine.
        Assert.True(delivery.Attempts[1].At >= delivery.Attempts[0].At + delivery.Attempts[0].DurationMs + 5_000);
    }

    [Fact]
    public async Task Record_ToAReceiverThatIsGone_DisablesItsContactPoint()
    {
        await using var receiver = new Receiver("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
        await using var cluster = await DeliveryCluster.Start(_storage);
        var hook = await cluster.AddWebhook("ann", receiver.Url);

        await cluster.Fire("ann", "a1", hook);
        await Eventually.Holds(async () => (await cluster.Delivery("ann", "a1")).State == DeliveryState.Dead, "dead", Patience);
        await cluster.Fire("ann", "a2", hook);

        var point = (await cluster.Points("ann").GetContactPoints()).Single(point => point.Id == hook.Point.Id);
        Assert.False(point.Settings.Enabled);
        Assert.Contains("410", point.DisabledReason, StringComparison.Ordinal);
        Assert.Empty(await cluster.Points("ann").GetDeliveries(null, "a2"));
        Assert.Equal(RefusalCodes.Unprocessable, (await cluster.Points("ann").TestContactPoint(hook.Point.Id)).Refusals[0].Code);
        Assert.Single(receiver.Messages);

        Assert.True((await cluster.Points("ann").UpdateContactPoint(hook.Point.Id, point.Settings with { Enabled = true }, null)).Accepted);
        await cluster.Fire("ann", "a3", hook);
        await Eventually.Holds(() => receiver.Messages.Count == 2, "it is tried again once its user wants it", Patience);
    }

    [Fact]
    public async Task Report_ThatCannotBeStored_IsRepeatedAndTheMessageIsNot()
    {
        await using var receiver = new Receiver((socket, _, stop) =>
        {
            _storage.CutOff("alert-inbox");
            return Receiver.Say(socket, Receiver.Ok, stop);
        });
        await using var cluster = await DeliveryCluster.Start(_storage);
        var hook = await cluster.AddWebhook("ann", receiver.Url);
        await cluster.Fire("ann", "a1", hook);
        await Eventually.Holds(() => receiver.Messages.Count == 1, "sent", Patience);

        // The owner is asked while it cannot write, wakes up anew and offers what it still owes.
        await Eventually.Holds(async () => (await cluster.Delivery("ann", "a1")).State == DeliveryState.Pending, "owed", Patience);
        _storage.CutOff(null);

        await Delivered(cluster, "ann", "a1");
        Assert.Single(receiver.Messages);
    }

    [Fact]
    public async Task EnsureDelivering_AfterARestart_SendsWhatWasOwedAndNothingTwice()
    {
        ContactPointIssued hook, other;
        await using (var receiver = new Receiver(Receiver.Ok))
        {
            await using var failing = new Receiver("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
            await using var before = await DeliveryCluster.Start(_storage);
            hook = await before.AddWebhook("ann", receiver.Url);
            other = await before.AddWebhook("ann", failing.Url, "failing");
            await before.Fire("ann", "a1", hook);
            await Delivered(before, "ann", "a1");
            await before.Fire("ann", "a2", other);
            await Eventually.Holds(async () => (await before.Delivery("ann", "a2")).State == DeliveryState.Retrying, "retrying", Patience);
        }

        await using var again = new Receiver(Receiver.Ok);
        await using var after = await DeliveryCluster.Start(_storage);
        await after.Points("ann").UpdateContactPoint(other.Point.Id, other.Point.Settings with { Url = again.Url }, null);
        await after.Points("ann").EnsureDelivering();

        await Delivered(after, "ann", "a2");
        Assert.Equal(["a2"], again.Messages.Select(message => message.Id));
        Assert.Equal(DeliveryState.Delivered, (await after.Delivery("ann", "a1")).State);
    }

    [Fact]
    public async Task Test_AnswersWhatCameOfIt()
    {
        await using var receiver = new Receiver(Receiver.Ok);
        await using var cluster = await DeliveryCluster.Start(_storage, ("Alerts:WebhooksPerMinute", "2"));
        var hook = await cluster.AddWebhook("ann", receiver.Url);

        var test = (await cluster.Points("ann").TestContactPoint(hook.Point.Id)).Value!;
        await Eventually.Holds(async () => (await cluster.Points("ann").FindDelivery(test.Id))!.State == DeliveryState.Delivered, "delivered", Patience);

        Assert.Equal(test.Id, Assert.Single(receiver.Messages).Id);
        Assert.Equal("alert.test", JsonDocument.Parse(receiver.Messages.First().Body).RootElement.GetProperty("type").GetString());
        Assert.True((await cluster.Points("ann").TestContactPoint(hook.Point.Id)).Accepted);
        await Eventually.Holds(() => receiver.Messages.Count == 2, "the second", Patience);
        Assert.Equal(RefusalCodes.Busy, (await cluster.Points("ann").TestContactPoint(hook.Point.Id)).Refusals[0].Code);
    }

    [Fact]
    public async Task Points_OfAnotherUser_AreRefused()
    {
        await using var cluster = await DeliveryCluster.Start(_storage);
        var ann = cluster.Points("ann");
        _ = cluster.Points("bob");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => ann.GetContactPoints());
    }

    private static Task Delivered(DeliveryCluster cluster, string user, string alertId) =>
        Eventually.Holds(async () => (await cluster.Delivery(user, alertId)).State == DeliveryState.Delivered, $"{alertId} is delivered", Patience);
}
