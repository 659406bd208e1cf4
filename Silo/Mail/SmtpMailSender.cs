using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Silo.Mail;

/// <summary>Sends over SMTP, one connection a message: mails are few, and an idle connection is cut anyway.</summary>
internal sealed partial class SmtpMailSender(IOptions<SmtpOptions> options, TimeProvider time, ILogger<SmtpMailSender> logger) : IMailSender
{
    private const int FirstPermanentStatus = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly SmtpOptions _options = options.Value;

    public bool IsConfigured => !string.IsNullOrEmpty(_options.Host);

    public async Task<MailOutcome> Send(MailMessage message, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            return new MailOutcome(Sent: false, MayRetry: false, "No mail server is configured (Smtp:Host).");
        }

        if (!SmtpOptionsValidator.TryAddress(message.To, out var to))
        {
            return new MailOutcome(Sent: false, MayRetry: false, "This is not an e-mail address.");
        }

        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await Deliver(Compose(message, to), either.Token);
            LogSent(message.Subject);
            return MailOutcome.Success;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Explain(exception, _options) is { } outcome)
        {
            LogFailed(exception, message.Subject);
            return outcome;
        }
    }

    private static MailOutcome? Explain(Exception exception, SmtpOptions options) => exception switch
    {
        SmtpCommandException refused => new MailOutcome(Sent: false, (int)refused.StatusCode < FirstPermanentStatus, $"The mail server refused it: {(int)refused.StatusCode} {refused.Message}"),
        AuthenticationException => new MailOutcome(Sent: false, MayRetry: false, "The mail server refused Smtp:User and Smtp:Password."),
        SslHandshakeException => new MailOutcome(Sent: false, MayRetry: false, $"No encrypted connection to {options.Host}:{options.Port} came about (Smtp:Tls is {options.Tls})."),
        NotSupportedException => new MailOutcome(Sent: false, MayRetry: false, $"{options.Host}:{options.Port} does not offer what Smtp:Tls ({options.Tls}) or Smtp:User needs."),
        OperationCanceledException => new MailOutcome(Sent: false, MayRetry: true, $"{options.Host}:{options.Port} did not answer within {Longest.TotalSeconds:0} s."),
        SocketException or IOException or ProtocolException => new MailOutcome(Sent: false, MayRetry: true, $"{options.Host}:{options.Port} cannot be reached: {exception.Message}"),
        _ => null,
    };

    private MimeMessage Compose(MailMessage message, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(_options.From!);
        var mime = new MimeMessage
        {
            Subject = message.Subject.ReplaceLineEndings(" "),
            Body = new TextPart("plain") { Text = message.Text },
            Date = time.GetUtcNow(),
            MessageId = $"{message.MessageId ?? Guid.NewGuid().ToString("N")}@{from.Domain}",
        };
        mime.From.Add(from);
        mime.To.Add(to);
        // Robots that answer every mail leave these alone.
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        return mime;
    }

    private async Task Deliver(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(_options.Host!, _options.Port, _options.Tls switch
        {
            SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
            SmtpTls.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancellationToken);
        if (!string.IsNullOrEmpty(_options.User))
        {
            await client.AuthenticateAsync(_options.User, _options.Password ?? "", cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent the mail '{Subject}'.")]
    private partial void LogSent(string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail '{Subject}' was not sent.")]
    private partial void LogFailed(Exception exception, string subject);
}
