using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Alerts;

public sealed class AlertToastFeedTests
{
    [Theory]
    [InlineData(true, null, new string[0], true)]
    [InlineData(true, null, new[] { ContactPoint.InAppId, "hook" }, true)]
    [InlineData(true, null, new[] { "hook" }, false)]
    [InlineData(true, "silenced", new string[0], false)]
    [InlineData(false, null, new string[0], false)]
    public void IsForPages_NewAlertsOfTheInAppContactPoint(bool isNew, string? notNotified, string[] points, bool shown)
    {
        var alert = new AlertRecord(1, DeliverySamples.Fired("a1", points), 10, notNotified, null, null, null);

        Assert.Equal(shown, AlertToastFeed.IsForPages(new AlertUpdate(alert, new AlertSummary(1, 1), isNew)));
    }

    [Fact]
    public async Task Start_WithNewAlerts_ShowsEachOnceOnEachPage()
    {
        await using var cluster = await DeliveryCluster.Start(new CutOffStorage());
        await cluster.Fire("ann", "a0");
        using var hub = new LiveHub(cluster.Grains, TimeProvider.System, NullLogger<LiveHub>.Instance);
        await hub.StartAsync(CancellationToken.None);
        var (first, second) = (await Subscribe(hub, "ann"), await Subscribe(hub, "ann"));
        var other = await Subscribe(hub, "bob");

        await cluster.Fire("ann", "a1");
        await cluster.Fire("ann", "a1");
        await cluster.Fire("ann", "a2");
        await cluster.Acknowledge("ann", "a1");

        foreach (var page in (ChannelReader<AlertUpdate>[])[first.Updates, second.Updates])
        {
            var heard = new List<AlertUpdate>();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            while (heard.Count(update => update.IsNew) < 2 || !heard.Any(update => update.Alert?.AcknowledgedAt is not null))
            {
                heard.Add(await page.ReadAsync(patience.Token));
            }

            Assert.Equal(["a1", "a2"], heard.Where(update => update.IsNew).Select(update => update.Alert!.Id));
        }

        Assert.False(other.Updates.TryRead(out _));
        await hub.StopAsync(CancellationToken.None);
    }

    private static async Task<LiveSubscription<AlertUpdate>> Subscribe(LiveHub hub, string user)
    {
        var key = new AlertTopicKey(user);
        var subscription = new LiveSubscription<AlertUpdate>(hub, key, AlertUpdate.Of);
        await hub.Attach(key, subscription, null, CancellationToken.None);
        return subscription;
    }
}
