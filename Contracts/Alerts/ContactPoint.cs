using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>How a contact point is reached.</summary>
public enum ContactPointKind
{
    /// <summary>The inbox and the toasts of open pages. Every user has exactly one.</summary>
    InApp,

    /// <summary>An HTTPS address that takes Standard Webhooks.</summary>
    Webhook,

    /// <summary>A mail address; needs an SMTP server on the node.</summary>
    Email,
}

/// <summary>Whether whoever reads a mail address has agreed to get alerts there.</summary>
public enum ContactPointConfirmation
{
    /// <summary>Nobody has answered yet: nothing but the mail that asks goes there.</summary>
    Pending,

    /// <summary>The receiver has agreed, or it is the confirmed address of the user's own account.</summary>
    Confirmed,

    /// <summary>The receiver wants no alerts. The user cannot ask that address again.</summary>
    Refused,
}

/// <summary>What a user may say about a contact point.</summary>
[GenerateSerializer, Immutable, Alias("ContactPointSettings")]
public sealed record ContactPointSettings
{
    /// <summary>Shown name, 1 to 80 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required ContactPointKind Kind { get; init; }

    /// <summary>Where a webhook is sent; null for the other kinds.</summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>Where mail is sent; null for the other kinds.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>False: nothing is delivered to it.</summary>
    [Id(4)] public bool Enabled { get; init; } = true;
}

/// <summary>A contact point as everybody but its sender sees it: without the signing secret.</summary>
/// <param name="CreatedAt">Unix ms; 0 for the one every user has.</param>
/// <param name="DisabledReason">Why the platform disabled it; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("ContactPoint")]
public sealed record ContactPoint(
    [property: Id(0)] string Id,
    [property: Id(1)] long CreatedAt,
    [property: Id(2)] ContactPointSettings Settings,
    [property: Id(3)] string? DisabledReason)
{
    /// <summary>Of a mail address; null for the other kinds.</summary>
    [Id(4)] public ContactPointConfirmation? Confirmation { get; init; }

    /// <summary>When the last mail that asks for confirmation was sent, Unix ms; null: none.</summary>
    [Id(5)] public long? AskedAt { get; init; }

    /// <summary>The id of the in-app contact point.</summary>
    public const string InAppId = "in-app";

    /// <summary>The contact point that every user has.</summary>
    public static readonly ContactPoint InApp = new(InAppId, 0, new ContactPointSettings { Name = "In-app", Kind = ContactPointKind.InApp }, null);
}

/// <summary>A contact point at the only moment its secret is shown.</summary>
/// <param name="Secret"><c>whsec_…</c>; null when the kind has none.</param>
[GenerateSerializer, Immutable, Alias("ContactPointIssued")]
public sealed record ContactPointIssued([property: Id(0)] ContactPoint Point, [property: Id(1)] string? Secret)
{
    /// <summary>Without the secret, so that no log shows it.</summary>
    public override string ToString() => $"{nameof(ContactPointIssued)} {Point.Id}";
}

/// <summary>What goes into a mail that asks its receiver to confirm.</summary>
/// <param name="Point">The contact point.</param>
/// <param name="Nonce">Of this mail's link: a later mail ends it.</param>
[GenerateSerializer, Immutable, Alias("ConfirmationQuestion")]
public sealed record ConfirmationQuestion([property: Id(0)] ContactPoint Point, [property: Id(1)] string Nonce)
{
    /// <summary>Without the nonce, so that no log shows it.</summary>
    public override string ToString() => $"{nameof(ConfirmationQuestion)} {Point.Id}";
}
