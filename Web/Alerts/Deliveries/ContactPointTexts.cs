using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>English texts about contact points and deliveries.</summary>
internal static class ContactPointTexts
{
    public const string Title = "Contact points";
    public const string Intro = "Where your alerts are delivered to, besides the inbox. A rule names the contact points it uses.";
    public const string Add = "Add a contact point";
    public static readonly Noun Noun = new("contact point", "contact points");
    public const string Filter = "Filter contact points";
    public const string Name = "Name";
    public const string NameHint = "1 to 80 characters. Rules show it.";
    public const string Kind = "Kind";
    public const string Url = "Address";
    public const string UrlHint = "An https address on the public internet. It gets a POST with Standard Webhooks headers.";
    public const string Email = "Mail address";
    public const string EmailHint = "One address. Whoever reads it is asked first, unless it is the confirmed address of your account.";
    public const string Enabled = "Deliver to it";
    public const string Target = "Reached at";
    public const string InAppTarget = "inbox and pop-up messages";
    public const string State = "State";
    public const string On = "on";
    public const string Off = "off";
    public const string Disabled = "disabled";
    public const string Actions = "Actions";
    public const string Test = "Send a test";
    public const string Edit = "Edit";
    public const string Delete = "Delete";
    public const string DeleteText = "What still waits for it becomes a dead letter. Rules that name it go on without it. This cannot be undone.";
    public const string New = "New contact point";
    public const string Change = "Edit contact point";
    public const string Create = "Create";
    public const string Save = "Save";
    public const string Cancel = "Cancel";
    public const string RenewSecret = "New signing secret";
    public const string RenewText = "The old secret ends at once: messages are signed with the new one from the next on.";
    public const string SecretTitle = "Signing secret";
    public const string SecretText = "Your receiver checks messages with it (Standard Webhooks). It is shown this once: keep it now.";
    public const string SecretKept = "I have kept it";
    public const string LoadFailedTitle = "Your contact points could not be loaded";
    public const string LoadFailedText = "The server did not answer as it should. Nothing of yours is lost.";
    public const string SaveFailed = "The server did not answer as it should. Try again.";

    public const string AskConfirmation = "Send the confirmation mail again";
    public const string AwaitsConfirmation = "waiting for confirmation";
    public const string RefusedByReceiver = "refused by its receiver";
    public const string ConfirmTitle = "Alerts by mail";
    public const string ConfirmAccept = "Yes, send alerts here";
    public const string ConfirmRefuse = "No, and do not ask again";
    public const string ConfirmAccepted = "Thank you. Alerts are mailed to this address from now on.";
    public const string ConfirmRefused = "Nothing is mailed to this address for that user, and that user cannot ask again.";
    public const string ConfirmFailed = "This link was used, has expired or was followed by a newer one. Nothing was changed.";

    public const string Log = "Deliveries";
    public static readonly Noun LogNoun = new("delivery", "deliveries");
    public const string LogFilter = "Filter deliveries";
    public const string LogEmptyTitle = "Nothing was sent yet";
    public const string LogEmptyText = "Every try to deliver an alert to a webhook or by mail is listed here with its status and duration.";
    public const string When = "Last try";
    public const string ContactPoint = "Contact point";
    public const string Alert = "Alert";
    public const string TestMessage = "test";
    public const string Status = "Status";
    public const string Took = "Took";
    public const string Tries = "Tries";
    public const string Next = "Next try";
    public const string Reason = "Why it failed";
    public const string Resend = "Send again";
    public const string Details = "Tries";
    public const string Gone = "(deleted)";

    public static IReadOnlyList<Choice<ContactPointKind>> Kinds { get; } = [new(ContactPointKind.Webhook, KindName(ContactPointKind.Webhook)), new(ContactPointKind.Email, KindName(ContactPointKind.Email))];

    public static string KindName(ContactPointKind kind) => kind switch
    {
        ContactPointKind.Webhook => "Webhook",
        ContactPointKind.Email => "E-mail",
        _ => "In-app",
    };

    public static string KindIcon(ContactPointKind kind) => kind switch
    {
        ContactPointKind.Webhook => "webhook",
        ContactPointKind.Email => "mail",
        _ => "bell",
    };

    public static string ConfirmIntro(string address) => $"A user of QuantPlatform would like alerts to be mailed to {address}. Is this address yours, and do you want them?";

    public static string Asked(string address) => $"A mail was sent to {address}. Alerts go there once the link in it was used; it holds for 24 hours.";

    public static string NotAsked(string address) => $"{address} has to be confirmed before alerts go there, but no mail could be sent now. Ask again later.";

    public static string StillAwaits(string address) => $"{address} has not agreed yet: until the link in the mail was used, nothing else is sent there.";

    public static string ConfirmedNow(string address) => $"{address} is confirmed.";

    /// <summary>The mail that asks.</summary>
    public static MailMessage Question(string to, string from, string link) => new(to, "May QuantPlatform mail alerts to you?",
        $"""
        The user {from} of QuantPlatform would like alerts to be mailed to this address.

        Nothing is sent unless you agree. To agree, or to refuse for good, open this link within 24 hours:

        {link}

        If you do nothing, nothing is sent.
        """);

    public static string DisabledBecause(string reason) => $"Disabled: it {reason}. Switch it on to use it again.";

    /// <summary>A test that failed is no dead letter: nothing is missed.</summary>
    public static string StateName(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered => "delivered",
        DeliveryState.Dead => delivery.AlertId is null ? "failed" : "dead letter",
        DeliveryState.Retrying => "retrying",
        _ => "pending",
    };

    public static string StateTone(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "up",
        DeliveryState.Dead => "down",
        DeliveryState.Retrying => "warn",
        _ => "info",
    };

    public static string RowAction(string action, string name) => $"{action}: {name}";

    public static string DeleteQuestion(string name) => $"Delete {name}?";

    public static string Deleted(string name) => $"{name} is deleted.";

    public static string DeadLetters(int count) => count == 1 ? "1 dead letter" : $"{count} dead letters";

    public static string TestDone(string name, Delivery delivery) => delivery switch
    {
        { State: DeliveryState.Delivered, Last: { Status: { } status } last } => $"{name} answered {status} in {last.DurationMs} ms.",
        { State: DeliveryState.Delivered } => $"The test was sent to {name}.",
        { State: DeliveryState.Dead } => $"The test did not reach {name}: {delivery.Error}.",
        _ => $"The test for {name} waits for your other deliveries.",
    };

    public static string Resent(string name) => $"It is on its way to {name} again.";

    public static string Milliseconds(int? ms) => ms is { } value ? $"{value} ms" : UiTexts.Unknown;
}
