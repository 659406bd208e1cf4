using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>A contact point.</summary>
[Example("""
    {"id":"0abb82858f5f43cda899af11fe237300","name":"Desk","kind":"webhook","url":"https://hooks.example.com/desk","enabled":true,"disabledReason":null,
    "createdAt":1795778832905}
    """)]
internal sealed record ContactPointJson(
    [property: Description("Its id; `in-app` for the one that every user has.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("How it is reached.")] ContactPointKind Kind,
    [property: Description("Where a webhook is sent; absent for other kinds."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: Description("Where mail is sent; absent for other kinds."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: Description("Whether alerts are delivered to it.")] bool Enabled,
    [property: Description("Why the platform disabled it, e.g. because the receiver answered 410; null when it did not.")] string? DisabledReason,
    [property: Description("Of a mail address: whether its receiver has agreed. Nothing but the mail that asks goes to one that is not `confirmed`. Absent for other kinds."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContactPointConfirmation? Confirmation,
    [property: Description("When the last mail that asks was sent; absent when none was."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ConfirmationAskedAt,
    [property: Description("When it was made; null for the in-app one.")] long? CreatedAt,
    [property: Description("Signs its webhooks (Standard Webhooks). Only in the answer that makes it."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret)
{
    public static ContactPointJson Of(ContactPoint point) => Of(point, null);

    public static ContactPointJson Of(ContactPointIssued issued) => Of(issued.Point, issued.Secret);

    /// <summary>Without the secret, so that no log shows it.</summary>
    public override string ToString() => $"{nameof(ContactPointJson)} {Id}";

    private static ContactPointJson Of(ContactPoint point, string? secret) => new(
        point.Id, point.Settings.Name, point.Settings.Kind, point.Settings.Url, point.Settings.Email, point.Settings.Enabled, point.DisabledReason, point.Confirmation, point.AskedAt,
        point.CreatedAt == 0 ? null : point.CreatedAt, secret);
}
