namespace QuantPlatform.Contracts.Mail;

/// <summary>Sends e-mail over the server that the section <c>Smtp</c> names. Not a grain: every node sends by itself.</summary>
public interface IMailSender
{
    /// <summary>False without <c>Smtp:Host</c>: nothing is sent, and what depends on mail says so.</summary>
    bool IsConfigured { get; }

    /// <summary>Hands one message to the server. A refusal or an unreachable server is an answer, not an exception.</summary>
    Task<MailOutcome> Send(MailMessage message, CancellationToken cancellationToken);
}

/// <summary>A message of plain text.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body.</param>
/// <param name="MessageId">The left part of its <c>Message-Id</c>, so that a repeated try is recognised as the same message; null: a new one.</param>
public sealed record MailMessage(string To, string Subject, string Text, string? MessageId = null);

/// <summary>How a try to send ended.</summary>
/// <param name="Sent">The server took it.</param>
/// <param name="MayRetry">It did not, and may at another time: it could not be reached or answered with 4yz.</param>
/// <param name="Error">What went wrong, for the person who sent it; null when it was sent.</param>
public sealed record MailOutcome(bool Sent, bool MayRetry, string? Error)
{
    /// <summary>The server took the message.</summary>
    public static readonly MailOutcome Success = new(Sent: true, MayRetry: false, null);
}
