using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

public sealed class ContactPointBookTests
{
    private static readonly ContactPointRules Rules = new(Senders.Guard(), [Senders.Webhook()]);

    [Theory]
    [InlineData("", ContactPointKind.Webhook, "https://example.org/", null, "name")]
    [InlineData("a\nb", ContactPointKind.Webhook, "https://example.org/", null, "name")]
    [InlineData("a", ContactPointKind.Webhook, null, null, "url")]
    [InlineData("a", ContactPointKind.Webhook, "http://example.org/", null, "url")]
    [InlineData("a", ContactPointKind.Webhook, "https://127.0.0.1/", null, "url")]
    [InlineData("a", ContactPointKind.Webhook, "https://example.org/", "a@b.c", "email")]
    [InlineData("a", ContactPointKind.Email, null, null, "email")]
    [InlineData("a", ContactPointKind.Email, null, "a@b.c, d@e.f", "email")]
    [InlineData("a", ContactPointKind.Email, null, "a@b.c\r\nBcc: x@y.z", "email")]
    [InlineData("a", ContactPointKind.Email, null, "Ann <a@b.c>", "email")]
    [InlineData("a", ContactPointKind.Email, "https://example.org/", "a@b.c", "url")]
    [InlineData("a", ContactPointKind.InApp, null, null, "kind")]
    [InlineData("a", (ContactPointKind)9, null, null, "kind")]
    public void Check_ABrokenRule_NamesTheField(string name, ContactPointKind kind, string? url, string? email, string field)
    {
        var outcome = Rules.Check(new ContactPointSettings { Name = name, Kind = kind, Url = url, Email = email });

        Assert.Equal(field, Assert.Single(outcome.Refusals).Field);
        Assert.NotEmpty(outcome.Refusals[0].Rule);
    }

    [Fact]
    public void Check_AnAddressWithLettersOfAnotherAlphabet_StoresItInAscii()
    {
        var outcome = Rules.Check(new ContactPointSettings { Name = " a ", Kind = ContactPointKind.Webhook, Url = "https://bücher.example/über" });

        Assert.Equal(("a", "https://xn--bcher-kva.example/%C3%BCber"), (outcome.Value!.Name, outcome.Value.Url));
    }

    [Fact]
    public void With_MoreThanTheQuota_IsRefused() =>
        Assert.Equal(RefusalCodes.Quota, DeliverySamples.Book(DeliverySamples.Point("a")).With(DeliverySamples.Point("b"), 1).Refusals[0].Code);

    [Theory]
    [InlineData("A")]
    [InlineData("in-app")]
    public void With_ATakenName_IsRefused(string name) =>
        Assert.Equal(RefusalCodes.Conflict, DeliverySamples.Book(DeliverySamples.Point("a")).With(DeliverySamples.Point("b") with { Point = new ContactPoint("b", 1, new ContactPointSettings { Name = name, Kind = ContactPointKind.Webhook }, null) }, 9).Refusals[0].Code);

    [Fact]
    public void WithChanged_KeepsTheSecretAndForgetsWhyItWasDisabled()
    {
        var book = DeliverySamples.Book(DeliverySamples.Point("a")).Disabled("a", "answered 410");
        Assert.False(book.Find("a")!.IsOpen);

        var changed = book.WithChanged("a", book.Find("a")!.Point.Settings with { Enabled = true, Name = "b" }, null).Value!.Find("a")!;

        Assert.True(changed.IsOpen);
        Assert.Equal((Senders.Secret, "b", null), (changed.Secret, changed.Point.Settings.Name, changed.Point.DisabledReason));
    }

    [Fact]
    public void WithChanged_OfAnotherKindOrOfWhatIsNotOnesOwn_IsRefused()
    {
        var book = DeliverySamples.Book(DeliverySamples.Point("a"));

        Assert.Equal("kind", book.WithChanged("a", DeliverySamples.Point("a", ContactPointKind.Email).Point.Settings, null).Refusals[0].Field);
        Assert.Equal(RefusalCodes.NotFound, book.WithChanged("b", DeliverySamples.Point("b").Point.Settings, null).Refusals[0].Code);
        Assert.Equal(RefusalCodes.Unprocessable, book.WithChanged(ContactPoint.InAppId, DeliverySamples.Point("b").Point.Settings, null).Refusals[0].Code);
    }

    [Fact]
    public void Text_OfAContactPoint_NeverShowsItsSecret()
    {
        var stored = DeliverySamples.Point("a");

        Assert.DoesNotContain("whsec_", $"{stored} {new ContactPointIssued(stored.Point, stored.Secret)} {DeliverySamples.Book(stored)} {Senders.Job("https://example.org/")}", StringComparison.Ordinal);
    }
}
