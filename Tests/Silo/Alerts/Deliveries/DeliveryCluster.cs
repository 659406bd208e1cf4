using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Mail;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Silo.Workspaces;
using QuantPlatform.Tests.Silo.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>Inboxes in a silo that may send to loopback, over a storage that outlives it.</summary>
internal sealed class DeliveryCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private DeliveryCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public static async Task<DeliveryCluster> Start(CutOffStorage storage, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("Alerts:AllowedPrivateTargets", "127.0.0.1/32"), .. settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))]).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => storage);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddWorkspaces(configuration);
            silo.Services.AddMail(configuration);
            silo.Services.AddDeliveries(configuration);
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new DeliveryCluster(cluster);
    }

    public IGrainFactory Grains => _cluster.Client;

    public IContactPointsGrain Points(string user)
    {
        CallPrincipal.User(user).Enter();
        return _cluster.Client.GetGrain<IContactPointsGrain>(user);
    }

    public async Task<ContactPointIssued> AddWebhook(string user, string url, string name = "hook")
    {
        var added = await Points(user).AddContactPoint(new ContactPointSettings { Name = name, Kind = ContactPointKind.Webhook, Url = url }, null);
        Assert.True(added.Accepted, string.Join(' ', added.Refusals.Select(refusal => refusal.Message)));
        return added.Value!;
    }

    public Task Acknowledge(string user, string alertId)
    {
        CallPrincipal.User(user).Enter();
        return _cluster.Client.GetGrain<IAlertInboxGrain>(user).Acknowledge([alertId], null);
    }

    /// <summary>Lets a rule fire to these contact points.</summary>
    public Task Fire(string user, string alertId, params ContactPointIssued[] points)
    {
        CallPrincipal.User(user).Enter();
        return _cluster.Client.GetGrain<IAlertInboxGrain>(user).Record([DeliverySamples.Fired(alertId, [.. points.Select(point => point.Point.Id)])]);
    }

    /// <summary>The only delivery of an alert.</summary>
    public async Task<Delivery> Delivery(string user, string alertId) => Assert.Single(await Points(user).GetDeliveries(null, alertId));

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
