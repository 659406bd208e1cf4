using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts.Deliveries;

/// <summary>Asks whoever reads a mail address whether alerts may go there, and takes the answer.</summary>
internal sealed class ContactPointConfirmations(TenantGrains tenant, AccountDirectory accounts, SessionCheck sessions, AccountMails mails, LinkCodes codes, PublicAddress address)
{
    /// <summary>The page that a link leads to.</summary>
    public const string Path = "/alerts/confirm";

    private const string Purpose = "ContactPoint";

    /// <summary>Makes a contact point and, where it is enabled and needs to be confirmed, asks. Whether the mail went out does not change that the contact point is made.</summary>
    public async Task<Outcome<ContactPointIssued>> Add(ContactPointSettings settings)
    {
        var account = await Account();
        var added = await tenant.Call(user => user.ContactPoints.AddContactPoint(settings, OwnAddress(account)));
        return added.Accepted ? Outcome.Of(added.Value! with { Point = await AskIfPending(added.Value.Point, account) }) : added;
    }

    /// <summary>Changes a contact point and, where it is enabled and its address was never asked, asks.</summary>
    public async Task<Outcome<ContactPoint>> Update(string id, ContactPointSettings settings)
    {
        var account = await Account();
        var changed = await tenant.Call(user => user.ContactPoints.UpdateContactPoint(id, settings, OwnAddress(account)));
        return changed.Accepted ? Outcome.Of(await AskIfPending(changed.Value!, account)) : changed;
    }

    /// <summary>Mails the question, or confirms at once what is the user's own address.</summary>
    public async Task<Outcome<ContactPoint>> Ask(string id) => await Ask(id, await Account());

    /// <summary>The address that a link asks about; null: the link does not hold.</summary>
    public string? AddressOf(string? code) => codes.Read(Purpose, code) is [_, _, _, var email] ? email : null;

    /// <summary>Takes the receiver's answer. False: the link does not hold (any more).</summary>
    public async Task<bool> Answer(string? code, bool accepted) =>
        codes.Read(Purpose, code) is [var user, var id, var nonce, _] && await accounts.ContactPoints(user, points => points.AnswerConfirmation(id, nonce, accepted));

    /// <summary>The confirmed address of an account; null: it has none.</summary>
    private static string? OwnAddress(AccountRecord account) => account.EmailConfirmed ? account.Email : null;

    private async Task<AccountRecord> Account() => await sessions.Account((await tenant.Principal()).UserId!) ?? throw new NotSignedInException();

    private async Task<Outcome<ContactPoint>> Ask(string id, AccountRecord account)
    {
        var asked = await tenant.Call(user => user.ContactPoints.AskConfirmation(id, OwnAddress(account)));
        if (!asked.Accepted)
        {
            return Outcome.Refused<ContactPoint>(asked.Refusals);
        }

        var (point, nonce) = asked.Value!;
        if (point.Confirmation == ContactPointConfirmation.Pending)
        {
            var to = point.Settings.Email!;
            if (await accounts.TakeMail(to, MailPurpose.Question) > TimeSpan.Zero)
            {
                return Outcome.Refused<ContactPoint>(RefusalCodes.Busy, "email", "a few questions in 24 hours", "This address was asked often enough for today.");
            }

            var code = codes.Make(Purpose, AccountLinks.HandedLife, account.UserId, point.Id, nonce, to);
            mails.Send(ContactPointTexts.Question(to, account.Email, address.InMail($"{Path}?code={code}")));
        }

        return Outcome.Of(point);
    }

    private async Task<ContactPoint> AskIfPending(ContactPoint point, AccountRecord account) =>
        point is { Settings.Enabled: true, Confirmation: ContactPointConfirmation.Pending, AskedAt: null } && await Ask(point.Id, account) is { Accepted: true, Value: { } asked } ? asked : point;
}
