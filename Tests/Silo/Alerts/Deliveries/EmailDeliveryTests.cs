using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
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
    public async Task Record_BeforeTheReceiverHasAgreed_SendsNothing_AndAfterwardsDoes()
    {
        await using var server = new SmtpServer();
        await using var cluster = await Start(server);
        var mail = (await cluster.Points("ann").AddContactPoint(Settings(), "ann@elsewhere.org")).Value!;
        Assert.Equal(ContactPointConfirmation.Pending, mail.Point.Confirmation);

        await cluster.Fire("ann", "a1", mail);
        Assert.Empty(await cluster.Points("ann").GetDeliveries(null, null));
        Assert.Equal((RefusalCodes.Unprocessable, "a confirmed mail address"), CodeAndRule((await cluster.Points("ann").TestContactPoint(mail.Point.Id)).Refusals));

        var question = (await cluster.Points("ann").AskConfirmation(mail.Point.Id, null)).Value!;
        Assert.False(await Answer(cluster, "bob", mail.Point.Id, question.Nonce, accepted: true));
        Assert.False(await Answer(cluster, "ann", mail.Point.Id, "other", accepted: true));
        Assert.True(await Answer(cluster, "ann", mail.Point.Id, question.Nonce, accepted: true));
        Assert.False(await Answer(cluster, "ann", mail.Point.Id, question.Nonce, accepted: false));
        await cluster.Fire("ann", "a2", mail);

        await Eventually.Holds(async () => (await cluster.Delivery("ann", "a2")).State == DeliveryState.Delivered, "delivered", Patience);
        Assert.Contains("z is 2.5", Assert.Single(server.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerConfirmation_BySomebodySignedIn_IsNoWayIn()
    {
        await using var server = new SmtpServer();
        await using var cluster = await Start(server);
        var mail = (await cluster.Points("ann").AddContactPoint(Settings(), null)).Value!;
        var question = (await cluster.Points("ann").AskConfirmation(mail.Point.Id, null)).Value!;

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => cluster.Points("ann").AnswerConfirmation(mail.Point.Id, question.Nonce, true));

        Assert.Equal(ContactPointConfirmation.Pending, (await cluster.Points("ann").GetContactPoints()).Single(point => point.Id == mail.Point.Id).Confirmation);
    }

    [Fact]
    public async Task Records_OfTwoUsersToOneMailbox_ShareItsLimit()
    {
        await using var server = new SmtpServer();
        await using var cluster = await Start(server, ("Alerts:EmailsPerRecipient", "2"));
        var (ann, bob) = (await Add(cluster), await Add(cluster, "bob"));

        await cluster.Fire("ann", "a1", ann);
        await cluster.Fire("bob", "b1", bob);
        await Eventually.Holds(() => server.Messages.Count == 2, "two mails", Patience);
        await cluster.Fire("bob", "b2", bob);
        await Eventually.Holds(async () => (await cluster.Delivery("bob", "b2")).NextAt > DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds(), "the third one waits", Patience);

        Assert.Equal((DeliveryState.Pending, 0), ((await cluster.Delivery("bob", "b2")).State, (await cluster.Delivery("bob", "b2")).Tries));
        Assert.Equal(2, server.Messages.Count);
        var test = await cluster.Points("ann").TestContactPoint(ann.Point.Id);
        await Eventually.Holds(async () => (await cluster.Points("ann").FindDelivery(test.Value!.Id))!.State == DeliveryState.Dead, "a test ends", Patience);
        Assert.Contains("as many mails as it may get", (await cluster.Points("ann").FindDelivery(test.Value!.Id))!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_OnANodeWithoutAMailServer_IsRefused()
    {
        await using var cluster = await DeliveryCluster.Start(_storage);

        var outcome = await cluster.Points("ann").AddContactPoint(Settings(), null);

        Assert.Equal((RefusalCodes.Unprocessable, "kind"), (outcome.Refusals[0].Code, outcome.Refusals[0].Field));
        Assert.Contains("Smtp:Host", outcome.Refusals[0].Message, StringComparison.Ordinal);
    }

    private static (string Code, string? Rule) CodeAndRule(IReadOnlyList<Refusal> refusals) => (refusals[0].Code, refusals[0].Rule);

    private static ContactPointSettings Settings() => new() { Name = "mail", Kind = ContactPointKind.Email, Email = "ann@example.org" };

    private static async Task<ContactPointIssued> Add(DeliveryCluster cluster, string user = "ann") =>
        (await cluster.Points(user).AddContactPoint(Settings(), "Ann@Example.org")).Value!;

    private static Task<bool> Answer(DeliveryCluster cluster, string user, string id, string nonce, bool accepted)
    {
        CallPrincipal.System.Enter();
        return cluster.Grains.GetGrain<IContactPointsGrain>(user).AnswerConfirmation(id, nonce, accepted);
    }

    private Task<DeliveryCluster> Start(SmtpServer server, params (string, string)[] settings) =>
        DeliveryCluster.Start(_storage, [.. settings, ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{server.Port}"), ("Smtp:From", "alerts@example.org"), ("Smtp:Tls", "none")]);
}
