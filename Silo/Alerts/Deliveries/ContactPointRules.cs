using System.Net.Mail;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>What a contact point's settings must satisfy on this node.</summary>
internal sealed class ContactPointRules(AddressGuard guard, IEnumerable<IDeliverySender> senders)
{
    private const int MaxName = 80;
    private const int MaxEmail = 254;

    /// <summary>The settings in the form they are stored in, or every rule that is broken.</summary>
    public Outcome<ContactPointSettings> Check(ContactPointSettings settings)
    {
        var refusals = new List<Refusal>();
        void Invalid(bool broken, string field, string rule, string message)
        {
            if (broken)
            {
                refusals.Add(new Refusal(RefusalCodes.Invalid, field, rule, message));
            }
        }

        var name = settings.Name.Trim();
        Invalid(name.Length is 0 or > MaxName || name.Any(char.IsControl), "name", $"1 to {MaxName} printable characters", "Give the contact point a name.");
        Invalid(settings.Kind != ContactPointKind.Webhook && settings.Url is not null, "url", "only for webhooks", "Only a webhook has an address on the web.");
        Invalid(settings.Kind != ContactPointKind.Email && settings.Email is not null, "email", "only for e-mail", "Only an e-mail contact point has a mail address.");
        var stored = settings with { Name = name };
        switch (settings.Kind)
        {
            case ContactPointKind.InApp:
                refusals.Add(new Refusal(RefusalCodes.Conflict, "kind", "webhook or email", "You have the in-app contact point already."));
                break;
            case ContactPointKind.Webhook:
                var (address, rule) = WebhookAddress.Read(settings.Url, guard);
                Invalid(rule is not null, "url", rule ?? "", $"This address cannot be used: {rule}.");
                stored = stored with { Url = address?.AbsoluteUri };
                break;
            case ContactPointKind.Email:
                Invalid(!IsMailAddress(settings.Email), "email", $"one mail address of at most {MaxEmail} characters", "This is not a mail address.");
                break;
            default:
                Invalid(true, "kind", "webhook or email", "Choose one of the kinds.");
                break;
        }

        if (refusals.Count == 0 && Unavailable(settings.Kind) is { } reason)
        {
            refusals.Add(new Refusal(RefusalCodes.Unprocessable, "kind", "available on this node", reason));
        }

        return refusals.Count > 0 ? Outcome.Refused<ContactPointSettings>(refusals) : Outcome.Of(stored);
    }

    private string? Unavailable(ContactPointKind kind) =>
        senders.FirstOrDefault(sender => sender.Kind == kind) is { } sender ? sender.Unavailable : "This node cannot send this kind.";

    private static bool IsMailAddress(string? text) =>
        text is { Length: > 2 and <= MaxEmail } && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"')
        && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
