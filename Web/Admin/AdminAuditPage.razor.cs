using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>The audit trail, by user, action and time.</summary>
public sealed partial class AdminAuditPage
{
    private const int PageSize = 200;

    private static readonly IReadOnlyList<Choice<string>> actions =
        [new("", AdminTexts.AnyAction), .. AdminTexts.Actions.Select(action => new Choice<string>(action, action))];

    private List<AuditRow>? entries;
    private string? who;
    private string? action = "";
    private long? from;
    private long? to;
    private bool hasMore;
    private bool failed;

    private sealed record AuditRow(string Id, AuditEntry Entry);

    /// <summary>Id or address of the user to begin with.</summary>
    [SupplyParameterFromQuery(Name = "user")]
    private string? User { get; set; }

    [Inject]
    private AuditReader Reader { get; set; } = default!;

    [Inject]
    private ILogger<AdminAuditPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            who = User;
            await Search();
        }
    }

    private static string Who(AuditEntry entry) => entry.ActorEmail ?? entry.Actor ?? Format.Unknown;

    private static string Whom(AuditEntry entry) => entry.SubjectEmail ?? entry.Subject ?? Format.Unknown;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string Export(string format) => "api/v1/admin/audit?" + string.Join('&', new[]
    {
        ("format", format), ("limit", "5000"), ("user", Given(who)), ("action", Given(action)),
        ("from", from?.ToString(CultureInfo.InvariantCulture)), ("to", to?.ToString(CultureInfo.InvariantCulture)),
    }.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));

    private Task Search()
    {
        entries = null;
        return Read(null);
    }

    private Task More() => Read(entries![^1].Id);

    private async Task Read(string? after)
    {
        try
        {
            var page = await Reader.Read(Given(who), Given(action), from, to, AuditPosition.TryParse(after, out var before) ? before : null, PageSize);
            entries = [.. entries ?? [], .. page.Select(one => new AuditRow(one.Id, one.Entry))];
            (hasMore, failed) = (page.Count == PageSize, false);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            AdminLog.Unreadable(Logger, exception);
            failed = true;
        }
    }
}
