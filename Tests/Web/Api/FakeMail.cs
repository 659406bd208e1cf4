using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>Keeps mails instead of sending them.</summary>
internal sealed partial class FakeMail(bool configured) : IMailSender
{
    public ConcurrentQueue<MailMessage> Sent { get; } = [];

    public bool IsConfigured => configured;

    public Task<MailOutcome> Send(MailMessage message, CancellationToken cancellationToken)
    {
        Sent.Enqueue(message);
        return Task.FromResult(MailOutcome.Success);
    }

    /// <summary>Waits for the newest mail to an address that carries a link, and answers the link.</summary>
    public async Task<Uri> LinkTo(string email, string subject)
    {
        MailMessage? found = null;
        await Eventually.True(() =>
        {
            found = Sent.LastOrDefault(message => message.To == email && message.Subject == subject);
            return Task.FromResult(found is not null);
        });
        return new Uri(Link().Match(found!.Text).Value);
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
