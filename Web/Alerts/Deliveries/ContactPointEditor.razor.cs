using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;

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
    private ILogger<ContactPointEditor> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => form = Point is null ? new ContactPointForm() : ContactPointForm.Of(Point.Settings);

    private Task Save() => Try(async user =>
    {
        if (Point is null)
        {
            var added = await user.ContactPoints.AddContactPoint(form.Read());
            return (added.Refusals, added.Value?.Secret);
        }

        return ((await user.ContactPoints.UpdateContactPoint(Point.Id, form.Read())).Refusals, null);
    });

    private Task RenewSecret() => Try(async user =>
    {
        var renewed = await user.ContactPoints.RenewSecret(Point!.Id);
        return (renewed.Refusals, renewed.Value?.Secret);
    });

    private async Task Try(Func<UserGrains, Task<(System.Collections.Immutable.ImmutableArray<Refusal> Refusals, string? Secret)>> change)
    {
        saving = true;
        try
        {
            var (refusals, secret) = await Grains.Call(change);
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
