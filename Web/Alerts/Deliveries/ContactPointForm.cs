using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>What stands in the fields of a contact point's form, and what is wrong with it. The rules themselves are the inbox's.</summary>
public sealed class ContactPointForm
{
    private IReadOnlyList<Refusal> refusals = [];

    public string? Name { get; set; }

    public ContactPointKind Kind { get; set; } = ContactPointKind.Webhook;

    public string? Url { get; set; }

    public string? Email { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>The fields of existing settings.</summary>
    public static ContactPointForm Of(ContactPointSettings settings) =>
        new() { Name = settings.Name, Kind = settings.Kind, Url = settings.Url, Email = settings.Email, Enabled = settings.Enabled };

    /// <summary>What is wrong with a field (its name in the API), or with the whole for the empty name; null: nothing.</summary>
    public string? Error(string field) => refusals.FirstOrDefault(refusal => (refusal.Field is "name" or "url" or "email" ? refusal.Field : "") == field)?.Message;

    public ContactPointSettings Read() => new()
    {
        Name = Name?.Trim() ?? "",
        Kind = Kind,
        Url = Kind == ContactPointKind.Webhook ? Url?.Trim() ?? "" : null,
        Email = Kind == ContactPointKind.Email ? Email?.Trim() ?? "" : null,
        Enabled = Enabled,
    };

    public void Refuse(IReadOnlyList<Refusal> because) => refusals = because;
}
