using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>One user's contact points and deliveries: the second face of the grain behind the inbox, whose records and outbox are one write. Key: <c>{userId}</c>.</summary>
[TenantKey, Alias("IContactPointsGrain")]
public interface IContactPointsGrain : IGrainWithStringKey
{
    /// <summary>Every contact point, the in-app one first.</summary>
    [AlwaysInterleave, Alias("GetContactPoints")]
    Task<ImmutableArray<ContactPoint>> GetContactPoints();

    /// <summary>Adds a contact point; refused by a rule of its settings or by the quota. The only time that the secret is shown.</summary>
    /// <param name="ownAddress">The confirmed address of the user's account: one contact point with it needs no other confirmation. Null: there is none.</param>
    [Alias("AddContactPoint")]
    Task<Outcome<ContactPointIssued>> AddContactPoint(ContactPointSettings settings, string? ownAddress);

    /// <summary>Replaces a contact point's settings. A webhook keeps its secret; enabling one that the platform disabled forgets why; another mail address has to be confirmed.</summary>
    /// <param name="ownAddress">As in <see cref="AddContactPoint"/>.</param>
    [Alias("UpdateContactPoint")]
    Task<Outcome<ContactPoint>> UpdateContactPoint(string id, ContactPointSettings settings, string? ownAddress);

    /// <summary>
    /// Begins to ask the receiver of a mail address; the caller sends the mail. Refused when that address was asked a minute ago or too often today, has refused, or is confirmed.
    /// The user's own confirmed address is confirmed at once, without a question.
    /// </summary>
    /// <param name="ownAddress">As in <see cref="AddContactPoint"/>.</param>
    [Alias("AskConfirmation")]
    Task<Outcome<ConfirmationQuestion>> AskConfirmation(string id, string? ownAddress);

    /// <summary>Takes the receiver's answer. False: the link does not hold (any more). Called for somebody who need not be signed in.</summary>
    [SystemOnly, Alias("AnswerConfirmation")]
    Task<bool> AnswerConfirmation(string id, string nonce, bool accepted);

    /// <summary>Gives a webhook another secret, which is shown this once. The old one ends at once.</summary>
    [Alias("RenewSecret")]
    Task<Outcome<ContactPointIssued>> RenewSecret(string id);

    /// <summary>Deletes a contact point; what waits for it becomes a dead letter.</summary>
    [Alias("DeleteContactPoint")]
    Task<Outcome<ContactPoint>> DeleteContactPoint(string id);

    /// <summary>Writes a test message to the outbox; <see cref="FindDelivery"/> says what came of it. One try, no repeats.</summary>
    [Alias("TestContactPoint")]
    Task<Outcome<Delivery>> TestContactPoint(string id);

    /// <summary>Sends a dead letter again under the same message id.</summary>
    [Alias("Resend")]
    Task<Outcome<Delivery>> Resend(string deliveryId);

    /// <summary>Deliveries, newest first; of one contact point or one alert if given.</summary>
    [Alias("GetDeliveries")]
    Task<ImmutableArray<Delivery>> GetDeliveries(string? contactPointId, string? alertId);

    /// <summary>One delivery, or null.</summary>
    [Alias("FindDelivery")]
    Task<Delivery?> FindDelivery(string deliveryId);

    /// <summary>Used and allowed contact points.</summary>
    [Alias("GetContactPointQuota")]
    Task<Workspaces.QuotaUse> GetContactPointQuota();

    /// <summary>Goes on with what is still owed, e.g. after a restart; called by the workspace.</summary>
    [Alias("EnsureDelivering")]
    Task EnsureDelivering();

    /// <summary>Records tries of deliveries. Called by the node that made them.</summary>
    [SystemOnly, Alias("ReportDeliveries")]
    Task ReportDeliveries(ImmutableArray<DeliveryReport> reports);
}
