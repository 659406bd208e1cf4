using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <content>The end of the inbox.</content>
internal sealed partial class AlertInboxGrain
{
    public Task Erase() => storage.Erase(DeactivateOnIdle);
}
