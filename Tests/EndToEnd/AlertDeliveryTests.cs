using System.Text.Json.Nodes;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>An alert reaches its webhook although the node dies by <c>kill -9</c> on the way and nobody signs in afterwards.</summary>
[Collection(nameof(NodeProcess))]
public sealed class AlertDeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [SkippableTheory]
    [InlineData("Written", 1)]
    [InlineData("Owed", 1)]
    [InlineData("Delivered", 2)]
    public async Task Webhook_KilledOnTheWayAndNobodySignsIn_GetsTheAlertUnderOneId(string step, int tries)
    {
        ReferenceTape.SkipUnlessPresent();
        await using var receiver = new Receiver(Receiver.Ok);
        await using var run = await TapeNode.Start("aggTrade", 1, always: "--Alerts:AllowedPrivateTargets=127.0.0.1/32");
        await run.Node.Kill9();
        await run.StartNode($"--Alerts:CrashAt={step}");
        using (var api = await ApiSession.SignIn(run.Node))
        {
            await FireOnce(api, receiver);
        }

        await run.Node.KilledItself();
        Assert.Equal(tries - 1, receiver.Messages.Count);

        await run.StartNode();
        await Until.True(() => Task.FromResult(receiver.Messages.Count >= tries), Patience, () => Task.FromResult($"{receiver.Messages.Count} messages\n{run.Node.Tail}"));

        using var after = await ApiSession.SignIn(run.Node);
        var rule = Assert.Single((await after.Get("rules"))["items"]!.AsArray())!["id"]!.GetValue<string>();
        var alert = Assert.Single((await after.Get($"alerts?rule={rule}"))["items"]!.AsArray())!;
        await Until.True(
            async () => (await Deliveries(after))[0]!["state"]!.GetValue<string>() == "delivered", Patience, async () => (await Deliveries(after)).ToJsonString());
        var delivery = Assert.Single(await Deliveries(after))!;
        Assert.Equal(1, delivery["attempt"]!.GetValue<int>());
        Assert.Equal(200, delivery["status"]!.GetValue<int>());
        Assert.Equal(tries, receiver.Messages.Count);
        Assert.All(receiver.Messages, message => Assert.Equal(alert["id"]!.GetValue<string>(), message.Id));
        Assert.Single(receiver.Messages.Select(message => Convert.ToBase64String(message.Body)).Distinct(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Webhook_ReceiverDownThenNodeKilled_GetsTheAlertOnceWhenBothAreBack()
    {
        ReferenceTape.SkipUnlessPresent();
        var isUp = false;
        await using var receiver = new Receiver((socket, _, stop) => Receiver.Say(socket, Volatile.Read(ref isUp) ? Receiver.Ok : "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", stop));
        await using var run = await TapeNode.Start("aggTrade", 1, always: "--Alerts:AllowedPrivateTargets=127.0.0.1/32");
        using (var api = await ApiSession.SignIn(run.Node))
        {
            await FireOnce(api, receiver);
            await Until.True(async () => (await Deliveries(api)) is [{ } only] && only["state"]!.GetValue<string>() == "retrying", Patience, () => Task.FromResult(run.Node.Tail));
        }

        await run.Node.Kill9();
        var refused = receiver.Messages.Count;
        Volatile.Write(ref isUp, true);

        await run.StartNode();
        await Until.True(() => Task.FromResult(receiver.Messages.Count > refused), Patience, () => Task.FromResult(run.Node.Tail));

        using var after = await ApiSession.SignIn(run.Node);
        await Until.True(async () => (await Deliveries(after))[0]!["state"]!.GetValue<string>() == "delivered", Patience, async () => (await Deliveries(after)).ToJsonString());
        Assert.Equal(refused + 1, receiver.Messages.Count);
        Assert.Single(receiver.Messages.Select(message => message.Id).Distinct(StringComparer.Ordinal));
    }

    /// <summary>A rule that fires once, at the next closed second, to a webhook. A node that is to die on the way may do so before it answers.</summary>
    private static async Task FireOnce(ApiSession api, Receiver receiver)
    {
        var point = await api.Post("contact-points", new { name = "hook", kind = "webhook", url = receiver.Url });
        var rule = new
        {
            name = "once",
            target = new { symbol = "BTCUSDT" },
            interval = "1s",
            conditions = new[] { new { metric = "price", @operator = "above", value = 1 } },
            trigger = "once",
            contactPoints = new[] { point["id"]!.GetValue<string>() },
        };
        try
        {
            await api.Post("rules", rule);
        }
        catch (HttpRequestException)
        {
            // It was stored, or nothing fires.
        }
    }

    private static async Task<JsonArray> Deliveries(ApiSession api) => (await api.Get("deliveries"))["items"]!.AsArray();
}
