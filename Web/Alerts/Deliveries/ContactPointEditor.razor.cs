using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>The form of one contact point in a drawer.</summary>
public sealed partial class ContactPointEditor
{
    private ContactPointForm form = new();
    private bool saving;

    /// <summary>The contact point to edit; null: a new one.</summary>
    [Parameter]
    public ContactPoint? Point { get; set; }

    /// <summary>Saved; with the secret when there is a new one to show.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string?> OnSaved { get; set; }

    /// <summary>Given up.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ContactPointConfirmations Confirmations { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private ILogger<ContactPointEditor> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => form = Point is null ? new ContactPointForm() : ContactPointForm.Of(Point.Settings);

    private Task Save() => Try(async () =>
    {
        if (Point is null)
        {
            var added = await Confirmations.Add(form.Read());
            Tell(added.Value?.Point);
            return (added.Refusals, added.Value?.Secret);
        }

        var changed = await Confirmations.Update(Point.Id, form.Read());
        Tell(changed.Value?.AskedAt == Point.AskedAt ? null : changed.Value);
        return (changed.Refusals, null);
    });

    private Task RenewSecret() => Try(async () =>
    {
        var renewed = await Grains.Call(user => user.ContactPoints.RenewSecret(Point!.Id));
        return (renewed.Refusals, renewed.Value?.Secret);
    });

    private void Tell(ContactPoint? saved)
    {
        if (saved is { Settings.Enabled: true, Confirmation: ContactPointConfirmation.Pending, Settings.Email: { } email })
        {
            Toasts.Show(saved.AskedAt is null ? new Toast(ContactPointTexts.NotAsked(email), "warn") : new Toast(ContactPointTexts.Asked(email), "info"));
        }
    }

    private async Task Try(Func<Task<(System.Collections.Immutable.ImmutableArray<Refusal> Refusals, string? Secret)>> change)
    {
        saving = true;
        try
        {
            var (refusals, secret) = await change();
            if (refusals.IsDefaultOrEmpty)
            {
                await OnSaved.InvokeAsync(secret);
                return;
            }

            form.Refuse(refusals);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            form.Refuse([new Refusal("failed", null, "", ContactPointTexts.SaveFailed)]);
        }
        finally
        {
            saving = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The form of a contact point did not reach the server's grains.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
