using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Sends messages as mail, as many to one address as it may get of all users. A repeated try carries the same <c>Message-Id</c>.</summary>
internal sealed class EmailSender(IMailSender mail, IGrainFactory grains) : IDeliverySender
{
    public ContactPointKind Kind => ContactPointKind.Email;

    public TimeSpan Timeout => TimeSpan.FromSeconds(30);

    public string? Unavailable => mail.IsConfigured ? null : "This node has no mail server (Smtp:Host): e-mail is off.";

    public async Task<SendResult> Send(DeliveryJob job, CancellationToken cancellationToken)
    {
        var to = job.Target.Point.Settings.Email!;
        if (await grains.GetGrain<IMailRecipientGrain>(MailRecipientKey.Of(to)).Take(MailPurpose.Alert) > TimeSpan.Zero)
        {
            return SendResult.Held("this address has had as many mails as it may get in an hour");
        }

        var message = AlertMessages.Of(job.Stored);
        var outcome = await mail.Send(new MailMessage(to, message.Subject, message.Text, job.Delivery.Id), cancellationToken);
        return outcome.Sent ? SendResult.Delivered(status: null)
            : outcome.MayRetry ? SendResult.Failed(outcome.Error ?? "it was not sent")
            : SendResult.Refused(outcome.Error ?? "it was not sent");
    }
}
