using System.Globalization;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Alerts.Inbox;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>When a mail address may be asked, and what an answer does.</summary>
public sealed class ContactPointConfirmationTests
{
    private const long Minute = 60_000;
    private const long Day = 1_440 * Minute;
    private const long Now = 1_767_323_100_000;

    [Fact]
    public void Asking_OneAddressAgainAndAgain_IsHeldToAMinuteAndThreeADay()
    {
        var book = Asked(Book("m"), "m", Now);
        Assert.Equal("a minute apart", Refusal(book, "m", Now + Minute - 1).Rule);
        // Deleting and making it anew, or writing the address otherwise, starts no new count.
        book = Asked(book.Without("m") with { Points = [Point("n", "Ann+Alerts@Example.org")] }, "n", Now + Minute);
        book = Asked(book, "n", Now + (2 * Minute));

        Assert.Equal((RefusalCodes.Busy, "at most 3 in 24 hours"), (Refusal(book, "n", Now + (3 * Minute)).Code, Refusal(book, "n", Now + (3 * Minute)).Rule));
        Assert.True(book.Asking("n", "x", null, Now + Day).Accepted);
    }

    [Fact]
    public void Asking_ManyAddresses_EndsAtTwentyADay()
    {
        var points = Enumerable.Range(0, ContactPointBook.MaxQuestions + 1).Select(i => Point($"m{i}", $"m{i}@example.org")).ToArray();
        var book = points.SkipLast(1).Aggregate(DeliverySamples.Book(points), (book, point) => Asked(book, point.Point.Id, Now));

        Assert.Equal("at most 20 questions in 24 hours", Refusal(book, points[^1].Point.Id, Now).Rule);
        Assert.Equal(ContactPointBook.MaxQuestions, book.Asked.Length);
        Assert.Single(Asked(book, points[^1].Point.Id, Now + Day).Asked);
    }

    [Fact]
    public void Answered_WithARefusal_ClosesTheAddressForThatUser()
    {
        var book = Asked(Book("m"), "m", Now).Answered("m", "n-m", accepted: false, Now)!;

        Assert.Equal((ContactPointConfirmation.Refused, false), (book.Find("m")!.Point.Confirmation, book.Find("m")!.IsOpen));
        Assert.Equal(("email", "not refused by its receiver"), (Refusal(book, "m", Now + Day).Field, Refusal(book, "m", Now + Day).Rule));
        Assert.False(book.Without("m").With(Point("again", "ANN+2@example.org"), 9).Accepted);
        Assert.False(book.With(Point("other", "bob@example.org"), 9).Value!.WithChanged("other", Point("x", "ann@example.org").Point.Settings, null).Accepted);
        // The user's own confirmed address was confirmed by its reader already.
        Assert.True(book.Asking("m", "x", "ann@EXAMPLE.org", Now).Value!.Find("m")!.IsOpen);
    }

    [Fact]
    public void Answered_ByALinkThatDoesNotHold_ChangesNothing()
    {
        var book = Asked(Book("m"), "m", Now);

        Assert.Null(book.Answered("m", "other", accepted: true, Now));
        Assert.Null(book.Answered("x", "n-m", accepted: true, Now));
        Assert.Null(book.Answered("m", "n-m", accepted: true, Now + Day));
        Assert.Null(book.Asking("m", "newer", null, Now + Minute).Value!.Answered("m", "n-m", accepted: true, Now + Minute));
        Assert.Null(book.WithChanged("m", Point("m", "bob@example.org").Point.Settings, null).Value!.Answered("m", "n-m", accepted: true, Now));
        Assert.Null(book.Answered("m", "n-m", accepted: true, Now)!.Answered("m", "n-m", accepted: false, Now));
        Assert.Null(Book("m").Answered("m", "", accepted: true, Now));
    }

    [Fact]
    public void WithChanged_OfAnotherAddress_HasToBeConfirmedAnew_AndOfTheSameStays()
    {
        var book = DeliverySamples.Book(DeliverySamples.Point("m", ContactPointKind.Email));

        var renamed = book.WithChanged("m", book.Find("m")!.Point.Settings with { Name = "desk" }, null).Value!.Find("m")!;
        var moved = book.WithChanged("m", book.Find("m")!.Point.Settings with { Email = "bob@example.org" }, null).Value!.Find("m")!;
        var own = book.WithChanged("m", book.Find("m")!.Point.Settings with { Email = "bob@example.org" }, "BOB@example.org").Value!.Find("m")!;

        Assert.Equal((true, false, true), (renamed.IsOpen, moved.IsOpen, own.IsOpen));
    }

    [Fact]
    public void Asking_WhatNeedsNoConfirmation_IsRefused()
    {
        var book = DeliverySamples.Book(DeliverySamples.Point("hook"), DeliverySamples.Point("mail", ContactPointKind.Email));

        Assert.Equal(("kind", RefusalCodes.Unprocessable), (Refusal(book, "hook", Now).Field, Refusal(book, "hook", Now).Code));
        Assert.Equal(RefusalCodes.Conflict, Refusal(book, "mail", Now).Code);
        Assert.Equal(RefusalCodes.NotFound, Refusal(book, "gone", Now).Code);
    }

    [Fact]
    public void State_FromBeforeAddressesWereConfirmed_GivesUpWhatItOwesToThem()
    {
        var serializer = new GrainStateSerializer(GrainStateJson.Default);
        var owed = new DeliveryOutbox().With(DeliverySamples.Fired("a1", "hook", "mail"), DeliverySamples.Book(DeliverySamples.Point("hook"), DeliverySamples.Point("mail", ContactPointKind.Email)), Now);
        var old = new AlertInboxState { Deliveries = owed, ContactPoints = DeliverySamples.Book(DeliverySamples.Point("hook"), Point("mail", "ann@example.org")) };
        var stored = serializer.Deserialize<AlertInboxState>(serializer.Serialize(old), "inbox");
        Assert.Null(stored.ContactPoints.Find("mail")!.Point.Confirmation);

        var loaded = stored.WithoutUnconfirmed();

        Assert.Equal(ContactPointConfirmation.Pending, loaded.ContactPoints.All.Single(point => point.Id == "mail").Confirmation);
        Assert.Equal("hook", Assert.Single(loaded.Deliveries.Open).Delivery.ContactPointId);
        Assert.Equal((DeliveryState.Dead, "its mail address is not confirmed"), (Assert.Single(loaded.Deliveries.Finished).Delivery.State, loaded.Deliveries.Finished[0].Delivery.DroppedBecause));
        Assert.Same(loaded, loaded.WithoutUnconfirmed());
    }

    [Theory]
    [InlineData("ann@example.org", "ANN@EXAMPLE.ORG", true)]
    [InlineData("ann@example.org", "ann+x@example.org", true)]
    [InlineData("ann@example.org", "ann+x+y@Example.org", true)]
    [InlineData("ann@example.org", "bob@example.org", false)]
    [InlineData("ann@example.org", "ann@example.com", false)]
    [InlineData("+ann@example.org", "+bob@example.org", false)]
    public void RecipientKey_OfOneMailbox_IsTheSame(string one, string other, bool same)
    {
        Assert.Equal(same, MailRecipientKey.Of(one) == MailRecipientKey.Of(other));
        Assert.DoesNotContain("ann", MailRecipientKey.Of(one), StringComparison.OrdinalIgnoreCase);
    }

    private static StoredContactPoint Point(string id, string email) =>
        new(new ContactPoint(id, 1, new ContactPointSettings { Name = id, Kind = ContactPointKind.Email, Email = email }, null), null);

    private static ContactPointBook Book(string id) => DeliverySamples.Book(Point(id, "ann@example.org"));

    private static ContactPointBook Asked(ContactPointBook book, string id, long at)
    {
        var asked = book.Asking(id, string.Create(CultureInfo.InvariantCulture, $"n-{id}"), null, at);
        Assert.True(asked.Accepted, asked.Accepted ? "" : asked.Refusals[0].Message);
        return asked.Value!;
    }

    private static Refusal Refusal(ContactPointBook book, string id, long at) => Assert.Single(book.Asking(id, "x", null, at).Refusals);
}
