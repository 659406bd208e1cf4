using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>Sends a test message and waits a while for what comes of it.</summary>
internal sealed class ContactPointTest(TenantGrains tenant, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>The delivery as far as it came: still pending when the user's other deliveries hold it up.</summary>
    public async Task<Outcome<Delivery>> Run(string contactPointId, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var outcome = await tenant.Call(user => user.ContactPoints.TestContactPoint(contactPointId));
        while (outcome is { Accepted: true, Value.State: DeliveryState.Pending } && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(LookAgain, time, cancellationToken);
            if (await tenant.Call(user => user.ContactPoints.FindDelivery(outcome.Value!.Id)) is { } delivery)
            {
                outcome = Outcome.Of(delivery);
            }
        }

        return outcome;
    }
}
