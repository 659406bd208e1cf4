using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using MimeKit;

namespace QuantPlatform.Silo.Mail;

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum SmtpTls
{
    /// <summary>Begins in the clear and must be upgraded before anything is said (port 587).</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (port 465).</summary>
    Implicit,

    /// <summary>Not at all: only for a server on the same machine or in a trusted network.</summary>
    None,
}

/// <summary>The section <c>Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Smtp";

    /// <summary>The mail server. The default value is null: no e-mail is sent.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. The default value is 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>The user to sign in as. The default value is null: no sign-in.</summary>
    public string? User { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>The sender, <c>name@host</c> or <c>Name &lt;name@host&gt;</c>. Required with <see cref="Host"/>.</summary>
    public string? From { get; set; }

    /// <summary>How the connection is encrypted. The default value is <see cref="SmtpTls.StartTls"/>.</summary>
    [EnumDataType(typeof(SmtpTls))]
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;
}

/// <summary>What annotations of one property cannot say.</summary>
internal sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    /// <summary>Reads an address that has a host.</summary>
    public static bool TryAddress(string? text, [NotNullWhen(true)] out MailboxAddress? address) =>
        MailboxAddress.TryParse(text ?? "", out address) && !string.IsNullOrEmpty(address.Domain);

    public ValidateOptionsResult Validate(string? name, SmtpOptions options) =>
        !string.IsNullOrEmpty(options.Host) && !TryAddress(options.From, out _)
            ? ValidateOptionsResult.Fail($"Smtp:From must be an e-mail address when Smtp:Host is given (it is '{options.From}').")
            : ValidateOptionsResult.Success;
}
