using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>All that a sender needs for one try.</summary>
internal sealed record DeliveryJob(string UserId, StoredDelivery Stored, StoredContactPoint Target)
{
    public Delivery Delivery => Stored.Delivery;

    /// <summary>Deliveries to one contact point go one after the other.</summary>
    public string Lane => Delivery.ContactPointId;
}

/// <summary>What is sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">For people.</param>
/// <param name="Json">For programs: <c>{type, timestamp, data}</c>.</param>
internal sealed record AlertMessage(string Subject, string Text, byte[] Json);
