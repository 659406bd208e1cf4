using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>The user's contact points and deliveries, read again while the page is open: often while something is on its way.</summary>
internal sealed partial class ContactPointsFeed(TenantGrains grains, TimeProvider time, ILogger logger, Action changed) : IDisposable
{
    /// <summary>Most deliveries shown.</summary>
    public const int MaxDeliveries = 200;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private ITimer? timer;
    private bool disposed;

    public IReadOnlyList<ContactPoint> Points { get; private set; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; private set; } = [];

    public bool Loaded { get; private set; }

    public bool Failed { get; private set; }

    /// <summary>Reads now, and plans the next time.</summary>
    public async Task Load()
    {
        try
        {
            (Points, Deliveries) = await grains.Call(async user =>
                ((IReadOnlyList<ContactPoint>)await user.ContactPoints.GetContactPoints(), (IReadOnlyList<Delivery>)[.. (await user.ContactPoints.GetDeliveries(null, null)).Take(MaxDeliveries)]));
            (Loaded, Failed) = (true, false);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            Failed = true;
            LogFailed(exception);
        }

        if (!disposed)
        {
            var wait = Deliveries.Any(delivery => delivery.NextAt is not null) ? Busy : Quiet;
            timer ??= time.CreateTimer(_ => _ = Load(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(wait, Timeout.InfiniteTimeSpan);
            changed();
        }
    }

    public string NameOf(string contactPointId) => Points.FirstOrDefault(point => point.Id == contactPointId)?.Settings.Name ?? ContactPointTexts.Gone;

    public void Dispose()
    {
        disposed = true;
        timer?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Contact points could not be read.")]
    private partial void LogFailed(Exception exception);
}
