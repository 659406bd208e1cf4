using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>Makes an invitation and shows its link, once.</summary>
public sealed partial class InviteDialog
{
    private static readonly IReadOnlyList<Choice<int>> Lives = [.. new[] { 1, 7, 30, 90 }.Select(days => new Choice<int>(days, AdminTexts.Life(days)))];

    private IReadOnlyList<FieldError> errors = [];
    private string? email;
    private int days = 7;
    private string? problem;
    private string? link;
    private long expiresAt;
    private bool busy;

    /// <summary>Done or given up.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private AccountInvites Invites { get; set; } = default!;

    [Inject]
    private PublicAddress Address { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<InviteDialog> Logger { get; set; } = default!;

    private string? ErrorOf(string field) => errors.FirstOrDefault(error => error.Field == field)?.Message;

    private async Task Make()
    {
        busy = true;
        problem = null;
        var whom = email?.Trim();
        var until = Time.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds();
        errors = Invites.Check(whom, until);
        try
        {
            if (errors.Count == 0)
            {
                Show(await Invites.Make(whom, until));
            }
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            AdminLog.ActFailed(Logger, exception);
            problem = AdminTexts.ActFailed;
        }

        busy = false;
    }

    private void Show(Contracts.Outcome<Contracts.Accounts.InviteMade> outcome)
    {
        if (outcome.Value is { } made)
        {
            (link, expiresAt) = (Address.OnPage(Navigation, AccountInvites.PathOf(made.Code)), made.Invite.ExpiresAt);
        }
        else
        {
            problem = outcome.Refusals[0].Message;
        }
    }
}
