using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Sends the mails of accounts in the background, so that no answer takes longer when there is something to send, which would tell whether an
/// address has an account. At most <see cref="Capacity"/> wait; one more is dropped, and its owner asks again. What waits is lost with the process.
/// </summary>
internal sealed partial class AccountMails(IMailSender sender, TimeProvider time, ILogger<AccountMails> logger) : BackgroundService
{
    private const int Capacity = 1_000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.Zero];

    private readonly Channel<MailMessage> _waiting = Channel.CreateBounded<MailMessage>(Capacity);

    /// <summary>False: no mail server is configured.</summary>
    public bool IsConfigured => sender.IsConfigured;

    public void Send(MailMessage message)
    {
        if (!_waiting.Writer.TryWrite(message))
        {
            LogDropped(message.Subject);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var pause in Pauses)
            {
                if (await sender.Send(message, stoppingToken) is not { Sent: false, MayRetry: true } || pause == TimeSpan.Zero)
                {
                    break;
                }

                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many mails wait; '{Subject}' was dropped.")]
    private partial void LogDropped(string subject);
}
