using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Feeds;
using QuantPlatform.Tests.Silo.Mail;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>From a rule's decision to a mail server.</summary>
public sealed class EmailDeliveryTests
{
    private const int Patience = 90;

    private readonly CutOffStorage _storage = new();

    [Fact]
    public async Task Record_ToAMailAddress_SendsOneMail()
    {
        await using var server = new SmtpServer();
        await using var cluster = await Start(server);
        var mail = await Add(cluster);

        await cluster.Fire("ann", "a1", mail);
        await cluster.Fire("ann", "a1", mail);

        await Eventually.Holds(async () => (await cluster.Delivery("ann", "a1")).State == DeliveryState.Delivered, "delivered", Patience);
        var message = Assert.Single(server.Messages);
        Assert.Contains("To: ann@example.org", message, StringComparison.Ordinal);
        Assert.Contains("Subject: [critical] z is far out: ETH/BTC firing", message, StringComparison.Ordinal);
        Assert.Contains("z is 2.5", message, StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{(await cluster.Delivery("ann", "a1")).Id}@", message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("451 later", DeliveryState.Retrying)]
    [InlineData("550 nobody here", DeliveryState.Dead)]
    public async Task Record_ToAServerThatRefuses_RetriesWhatMayPass(string answer, DeliveryState state)
    {
        await using var server = new SmtpServer { Answer = answer };
        await using var cluster = await Start(server);

        await cluster.Fire("ann", "a1", await Add(cluster));

        await Eventually.Holds(async () => (await cluster.Delivery("ann", "a1")).State == state, "refused", Patience);
        Assert.Contains(answer[..3], (await cluster.Delivery("ann", "a1")).Error, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Add_OnANodeWithoutAMailServer_IsRefused()
    {
        await using var cluster = await DeliveryCluster.Start(_storage);

        var outcome = await cluster.Points("ann").AddContactPoint(Settings());

        Assert.Equal((RefusalCodes.Unprocessable, "kind"), (outcome.Refusals[0].Code, outcome.Refusals[0].Field));
        Assert.Contains("Smtp:Host", outcome.Refusals[0].Message, StringComparison.Ordinal);
    }

    private static ContactPointSettings Settings() => new() { Name = "mail", Kind = ContactPointKind.Email, Email = "ann@example.org" };

    private static async Task<ContactPointIssued> Add(DeliveryCluster cluster) => (await cluster.Points("ann").AddContactPoint(Settings())).Value!;

    private Task<DeliveryCluster> Start(SmtpServer server) =>
        DeliveryCluster.Start(_storage, ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{server.Port}"), ("Smtp:From", "alerts@example.org"), ("Smtp:Tls", "none"));
}
