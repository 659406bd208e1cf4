using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>The invitations of this server.</summary>
public sealed partial class InvitesTab
{
    private IReadOnlyList<InviteRow>? rows;
    private RegistrationMode mode;
    private bool failed;
    private bool inviting;

    [Inject]
    private AccountInvites Invites { get; set; } = default!;

    [Inject]
    private AccountRegistration Registration { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private ILogger<InvitesTab> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? Load() : Task.CompletedTask;

    private static string SearchText(InviteRow row) => string.Join('\n', row.Email, row.UsedBy, row.CreatedBy);

    private async Task Load()
    {
        try
        {
            mode = await Registration.Mode();
            rows = await Invites.Rows();
            failed = false;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            AdminLog.Unreadable(Logger, exception);
            failed = true;
        }
    }

    private async Task Withdraw(InviteRow row)
    {
        try
        {
            Toasts.Show(await Invites.Withdraw(row.Id) ? new Toast(AdminTexts.Withdrawn) : new Toast(AdminTexts.NotWithdrawn, "down"));
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            AdminLog.ActFailed(Logger, exception);
            Toasts.Show(new Toast(AdminTexts.ActFailed, "down"));
        }

        await Load();
    }

    private Task Closed()
    {
        inviting = false;
        return Load();
    }
}
