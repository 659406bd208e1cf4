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

    private static string StateText(ContactPoint point) =>
        point.DisabledReason is not null ? ContactPointTexts.Disabled : point.Settings.Enabled ? ContactPointTexts.On : ContactPointTexts.Off;

    private static string? StateTone(ContactPoint point) => point.DisabledReason is not null ? "down" : point.Settings.Enabled ? "up" : null;

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
