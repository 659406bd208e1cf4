using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>Contact points and the log of deliveries.</summary>
public sealed partial class ContactPointsPage : IDisposable
{
    private ContactPointsFeed? feed;
    private ContactPoint? edited;
    private bool adding;
    private bool testing;
    private string? secret;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ContactPointConfirmations Confirmations { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private ILogger<ContactPointsPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => feed?.Dispose();

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return Task.CompletedTask;
        }

        feed = new ContactPointsFeed(Grains, Time, Logger, () => _ = InvokeAsync(StateHasChanged));
        return feed.Load();
    }

    private static string Target(ContactPoint point) => point.Settings.Url ?? point.Settings.Email ?? ContactPointTexts.InAppTarget;

    private static bool Awaits(ContactPoint point) => point.Confirmation is ContactPointConfirmation.Pending or ContactPointConfirmation.Refused;

    private static string StateText(ContactPoint point) => point switch
    {
        { DisabledReason: not null } => ContactPointTexts.Disabled,
        { Confirmation: ContactPointConfirmation.Refused } => ContactPointTexts.RefusedByReceiver,
        { Settings.Enabled: false } => ContactPointTexts.Off,
        { Confirmation: ContactPointConfirmation.Pending } => ContactPointTexts.AwaitsConfirmation,
        _ => ContactPointTexts.On,
    };

    private static string? StateTone(ContactPoint point) => point switch
    {
        { DisabledReason: not null } or { Confirmation: ContactPointConfirmation.Refused } => "down",
        { Settings.Enabled: false } => null,
        { Confirmation: ContactPointConfirmation.Pending } => "warn",
        _ => "up",
    };

    private void CloseEditor() => (adding, edited) = (false, null);

    private async Task Saved(string? newSecret)
    {
        CloseEditor();
        secret = newSecret;
        await feed!.Load();
    }

    private async Task Test(ContactPoint point)
    {
        testing = true;
        await Try(async () =>
        {
            var outcome = await new ContactPointTest(Grains, Time).Run(point.Id, CancellationToken.None);
            Tell(outcome, delivery => ContactPointTexts.TestDone(point.Settings.Name, delivery), outcome.Value?.State == DeliveryState.Delivered);
        });
        testing = false;
    }

    private Task Ask(ContactPoint point) => Try(async () => Tell(
        await Confirmations.Ask(point.Id),
        asked => asked.Confirmation == ContactPointConfirmation.Confirmed ? ContactPointTexts.ConfirmedNow(asked.Settings.Email!) : ContactPointTexts.Asked(asked.Settings.Email!)));

    private Task Delete(ContactPoint point) => Try(async () =>
        Tell(await Grains.Call(user => user.ContactPoints.DeleteContactPoint(point.Id)), _ => ContactPointTexts.Deleted(point.Settings.Name)));

    private Task Resend(Delivery delivery) => Try(async () =>
        Tell(await Grains.Call(user => user.ContactPoints.Resend(delivery.Id)), _ => ContactPointTexts.Resent(feed!.NameOf(delivery.ContactPointId))));

    private async Task Try(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            Toasts.Show(new Toast(ContactPointTexts.SaveFailed, "down"));
        }

        await feed!.Load();
    }

    private void Tell<T>(Outcome<T> outcome, Func<T, string> text, bool well = true) => Toasts.Show(outcome.Accepted
        ? new Toast(text(outcome.Value!), well ? "info" : "down")
        : new Toast(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of a contact point could not be made.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
