using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <content>Mail addresses get alerts only after whoever reads them has agreed.</content>
internal sealed partial record ContactPointBook
{
    /// <summary>Most questions of one user to one address in <see cref="Day"/>.</summary>
    public const int MaxQuestionsToOne = 3;

    /// <summary>Most questions of one user in <see cref="Day"/>.</summary>
    public const int MaxQuestions = 20;

    /// <summary>Most addresses remembered that have refused; a user who has collected as many asks nobody any more.</summary>
    public const int MaxRefused = 100;

    /// <summary>How long a link holds, and the period of the limits.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The shortest time between two questions to one address.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The questions of the last day, whatever became of their contact points.</summary>
    [Id(1)] public ImmutableArray<AskedMailbox> Asked { get; init; } = [];

    /// <summary>Mailboxes (<see cref="MailRecipientKey"/>) that have refused.</summary>
    [Id(2)] public ImmutableArray<string> Refused { get; init; } = [];

    /// <summary>What a mail contact point of such settings begins with; null for the other kinds.</summary>
    public static ContactPointConfirmation? ConfirmationOf(ContactPointSettings settings, string? ownAddress) =>
        settings.Kind != ContactPointKind.Email ? null
        : ownAddress is not null && IsSame(settings.Email, ownAddress) ? ContactPointConfirmation.Confirmed
        : ContactPointConfirmation.Pending;

    /// <summary>Begins to ask, or confirms at once what is the user's own.</summary>
    /// <param name="nonce">Of the mail's link.</param>
    /// <param name="now">Unix ms.</param>
    public Outcome<ContactPointBook> Asking(string id, string nonce, string? ownAddress, long now)
    {
        if (Own(id) is { Value: null } refused)
        {
            return Outcome.Refused<ContactPointBook>(refused.Refusals);
        }

        var stored = Find(id)!;
        if (stored.Point.Settings.Kind != ContactPointKind.Email)
        {
            return Outcome.Refused<ContactPointBook>(RefusalCodes.Unprocessable, "kind", "email", "Only a mail address is confirmed.");
        }

        if (!stored.AwaitsConfirmation)
        {
            return Outcome.Refused<ContactPointBook>(RefusalCodes.Conflict, "id", "not confirmed yet", "This address is confirmed already.");
        }

        if (ConfirmationOf(stored.Point.Settings, ownAddress) == ContactPointConfirmation.Confirmed)
        {
            return Outcome.Of(With(stored, ContactPointConfirmation.Confirmed));
        }

        var mailbox = MailRecipientKey.Of(stored.Point.Settings.Email!);
        var asked = Asked.RemoveAll(one => one.At + Day.TotalMilliseconds <= now);
        if (AddressRefused(stored.Point) is { } unwanted)
        {
            return unwanted;
        }

        if (asked.Any(one => one.Mailbox == mailbox && one.At + Pause.TotalMilliseconds > now))
        {
            return Busy("a minute apart", "The last mail was sent less than a minute ago. Look into the spam folder, or try again in a minute.");
        }

        if (asked.Count(one => one.Mailbox == mailbox) >= MaxQuestionsToOne)
        {
            return Busy($"at most {MaxQuestionsToOne} in 24 hours", "This address was asked often enough for today.");
        }

        if (asked.Length >= MaxQuestions)
        {
            return Busy($"at most {MaxQuestions} questions in 24 hours", "You have asked enough addresses for today.");
        }

        var point = stored with { Nonce = nonce, Point = stored.Point with { Confirmation = ContactPointConfirmation.Pending, AskedAt = now } };
        return Outcome.Of(this with { Points = Points.Replace(stored, point), Asked = asked.Add(new AskedMailbox(mailbox, now)) });
    }

    /// <summary>With the receiver's answer; null when the link does not hold (any more).</summary>
    public ContactPointBook? Answered(string id, string nonce, bool accepted, long now)
    {
        if (Find(id) is not { } stored || stored.Nonce is null || stored.Nonce != nonce || stored.Point.AskedAt + Day.TotalMilliseconds <= now)
        {
            return null;
        }

        if (accepted)
        {
            return With(stored, ContactPointConfirmation.Confirmed);
        }

        var mailbox = MailRecipientKey.Of(stored.Point.Settings.Email!);
        var next = With(stored, ContactPointConfirmation.Refused);
        return next with { Refused = Refused.Length < MaxRefused && !Refused.Contains(mailbox) ? Refused.Add(mailbox) : Refused };
    }

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static Outcome<ContactPointBook> Busy(string rule, string message) => Outcome.Refused<ContactPointBook>(RefusalCodes.Busy, "email", rule, message);

    private ContactPointBook With(StoredContactPoint stored, ContactPointConfirmation confirmation) =>
        this with { Points = Points.Replace(stored, stored with { Nonce = null, Point = stored.Point with { Confirmation = confirmation } }) };

    private Outcome<ContactPointBook>? AddressRefused(ContactPoint point)
    {
        if (point.Settings.Email is not { } email || point.Confirmation == ContactPointConfirmation.Confirmed)
        {
            return null;
        }

        return Refused.Contains(MailRecipientKey.Of(email))
            ? Outcome.Refused<ContactPointBook>(RefusalCodes.Unprocessable, "email", "not refused by its receiver", "Whoever reads this address wants no alerts there.")
            : Refused.Length >= MaxRefused
                ? Outcome.Refused<ContactPointBook>(RefusalCodes.Unprocessable, "email", $"at most {MaxRefused} refusals", "Too many receivers have refused: no further address can be asked.")
                : null;
    }
}

/// <summary>A question to a mailbox.</summary>
/// <param name="At">Unix ms.</param>
[GenerateSerializer, Immutable, Alias("AskedMailbox")]
internal sealed record AskedMailbox([property: Id(0)] string Mailbox, [property: Id(1)] long At);
