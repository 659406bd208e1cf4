using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Silo.Mail;

/// <summary>How many mails one address gets, whoever causes them.</summary>
internal sealed class MailLimits
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Alerts";

    private const int QuestionsADay = 3;
    private const int AccountLinksAnHour = 6;

    /// <summary>Mails of alerts to one address in any hour, of all users; more wait. The default value is 30.</summary>
    [Range(1, 10_000)]
    public int EmailsPerRecipient { get; set; } = 30;

    /// <summary>Most mails of a purpose, and the period in which they are counted.</summary>
    public (int Most, TimeSpan Period) Of(MailPurpose purpose) => purpose switch
    {
        MailPurpose.Alert => (EmailsPerRecipient, TimeSpan.FromHours(1)),
        MailPurpose.Question => (QuestionsADay, TimeSpan.FromDays(1)),
        _ => (AccountLinksAnHour, TimeSpan.FromHours(1)),
    };
}
