using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Sends the mails of accounts in the background, so that no answer takes longer when there is something to send, which would tell whether an
/// address has an account. At most <see cref="Capacity"/> wait; one more is dropped, and its owner asks again. What waits is lost with the process.
/// Links that anybody can ask for are dropped when their receiver has had too many; notices never are.
/// </summary>
internal sealed partial class AccountMails(IMailSender sender, AccountDirectory accounts, TimeProvider time, ILogger<AccountMails> logger) : BackgroundService
{
    private const int Capacity = 1_000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.Zero];

    private readonly Channel<(MailMessage Message, bool Asked)> _waiting = Channel.CreateBounded<(MailMessage, bool)>(Capacity);

    /// <summary>False: no mail server is configured.</summary>
    public bool IsConfigured => sender.IsConfigured;

    /// <summary>Sends a notice, or a mail that was counted already.</summary>
    public void Send(MailMessage message) => Enqueue(message, asked: false);

    /// <summary>Sends a link that anybody can ask for, if its receiver may have one more (<see cref="MailPurpose.AccountLink"/>).</summary>
    public void SendLink(MailMessage message) => Enqueue(message, asked: true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (message, asked) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (asked && !await MayHave(message))
            {
                continue;
            }

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

    private void Enqueue(MailMessage message, bool asked)
    {
        if (!_waiting.Writer.TryWrite((message, asked)))
        {
            LogDropped(message.Subject);
        }
    }

    private async Task<bool> MayHave(MailMessage message)
    {
        try
        {
            if (await accounts.TakeMail(message.To, MailPurpose.AccountLink) == TimeSpan.Zero)
            {
                return true;
            }

            LogTooMany(message.Subject);
            return false;
        }
        catch (Exception exception)
        {
            // Somebody waits for it, and the limit is a courtesy.
            LogUncounted(exception, message.Subject);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An address has had as many links as it may get; '{Subject}' was not sent.")]
    private partial void LogTooMany(string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail '{Subject}' could not be counted.")]
    private partial void LogUncounted(Exception exception, string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many mails wait; '{Subject}' was dropped.")]
    private partial void LogDropped(string subject);
}
