using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>A contact point as a request states it.</summary>
[Example("""{"name":"Desk","kind":"webhook","url":"https://hooks.example.com/desk"}""")]
internal sealed record ContactPointBody(
    [property: Description("Ignored when it is the contact point's own id, as in an answer that is sent back.")] string? Id,
    [property: Description("1 to 80 characters, unique among yours."), Required] string? Name,
    [property: Description("webhook or email. It does not change later."), Required] ContactPointKind? Kind,
    [property: Description("For a webhook: an https address on the public internet, port 80, 443 or from 1024 on.")] string? Url,
    [property: Description("For e-mail: one mail address.")] string? Email,
    [property: Description("Whether alerts are delivered to it. Default true.")] bool? Enabled,
    [property: Description("Ignored: an answer may be sent back.")] string? DisabledReason,
    [property: Description("Ignored: an answer may be sent back.")] ContactPointConfirmation? Confirmation,
    [property: Description("Ignored: an answer may be sent back.")] long? ConfirmationAskedAt,
    [property: Description("Ignored: an answer may be sent back.")] long? CreatedAt)
{
    /// <summary>The settings, or what is missing.</summary>
    /// <param name="ownId">The id of the contact point that is changed; null for a new one.</param>
    public (ContactPointSettings? Settings, ProblemResult? Problem) Read(string? ownId)
    {
        var errors = new List<FieldError>();
        if (Id is not null && Id != ownId)
        {
            errors.Add(new FieldError("id", ownId is null ? "not given" : "the contact point's own id", "An id cannot be chosen or changed."));
        }

        if (string.IsNullOrEmpty(Name))
        {
            errors.Add(new FieldError("name", "required", "Give the contact point a name."));
        }

        if (Kind is null)
        {
            errors.Add(new FieldError("kind", "webhook or email", "Say how it is reached."));
        }

        return errors.Count > 0
            ? (null, Problems.Invalid(errors))
            : (new ContactPointSettings { Name = Name!, Kind = Kind!.Value, Url = Url, Email = Email, Enabled = Enabled ?? true }, null);
    }
}
