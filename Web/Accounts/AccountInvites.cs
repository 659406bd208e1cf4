using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Invitations, for page and API alike. Every call asks whether an administrator makes it, and every act is written into the audit trail
/// before its answer.
/// </summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
internal sealed partial class AccountInvites(
    AdminGrains admin, AccountDirectory accounts, AccountMails mails, PublicAddress address, AuditTrail audit, RequestOrigin origin, ILookupNormalizer names, TimeProvider time,
    ILogger<AccountInvites> logger)
{
    /// <summary>Accounts that are asked at the same time.</summary>
    private const int AtOnce = 64;

    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// <summary>Whether a new invitation for an address is mailed to it.</summary>
    public bool Mails => mails.IsConfigured;

    /// <summary>The path of the link that carries a code.</summary>
    public static string PathOf(string code) => $"/account/register?invite={code}";

    /// <summary>Open, used and expired ones, in the order they were made, until a month after they expire.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is no administrator.</exception>
    public async Task<IReadOnlyList<Invite>> List()
    {
        await admin.Admin();
        return await accounts.Registration(registration => registration.GetInvites());
    }

    /// <summary>The same with the people's addresses and the state at this moment, the newest first.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is no administrator.</exception>
    public async Task<IReadOnlyList<InviteRow>> Rows()
    {
        var invites = await List();
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ids in invites.SelectMany(invite => (string?[])[invite.CreatedBy, invite.UsedBy]).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var account in (await Task.WhenAll(ids.Select(accounts.Find))).OfType<AccountRecord>())
            {
                people[account.UserId] = account.Email;
            }
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. invites.Reverse().Select(invite => InviteRow.Of(invite, people, now))];
    }

    /// <summary>The rules that a new invitation would break.</summary>
    public IReadOnlyList<FieldError> Check(string? email, long? expiresAt)
    {
        var errors = new List<FieldError>();
        if (!string.IsNullOrEmpty(email) && !PasswordRules.IsEmail(email))
        {
            errors.Add(PasswordRules.NoEmail("email"));
        }

        var now = time.GetUtcNow();
        if (expiresAt is { } until && (until <= now.ToUnixTimeMilliseconds() || until > (now + LongestLife).ToUnixTimeMilliseconds()))
        {
            errors.Add(new FieldError("expiresAt", $"within {LongestLife.TotalDays:0} days from now", $"An invitation holds for at most {LongestLife.TotalDays:0} days from now."));
        }

        return errors;
    }

    /// <summary>Makes an invitation that breaks no rule, and mails it when there is an address and a mail server.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is no administrator.</exception>
    public async Task<Outcome<InviteMade>> Make(string? email, long? expiresAt)
    {
        var actor = await Actor();
        var until = expiresAt ?? (time.GetUtcNow() + DefaultLife).ToUnixTimeMilliseconds();
        var outcome = await accounts.Registration(registration => registration.MakeInvite(actor.UserId, string.IsNullOrEmpty(email) ? null : names.NormalizeEmail(email), until));
        if (outcome.Value is { } made)
        {
            LogMade(actor.UserId, made.Invite.Id);
            await audit.Write(AuditActions.Invite, actor, null, origin.Address, after: $"{made.Invite.Id} {email}".TrimEnd());
            if (made.Invite.Email is not null && mails.IsConfigured)
            {
                mails.Send(MailTexts.Invited(email!, address.InMail(PathOf(made.Code))));
            }
        }

        return outcome;
    }

    /// <summary>Withdraws an open invitation; false when it was used, has expired or never was.</summary>
    /// <exception cref="UnauthorizedAccessException">The signed-in user is no administrator.</exception>
    public async Task<bool> Withdraw(string inviteId)
    {
        var actor = await Actor();
        if (!await accounts.Registration(registration => registration.Withdraw(inviteId)))
        {
            return false;
        }

        await audit.Write(AuditActions.WithdrawInvite, actor, null, origin.Address, after: inviteId);
        return true;
    }

    private async Task<AccountRecord> Actor() => await accounts.Find((await admin.Admin()).UserId!) ?? throw new NotSignedInException();

    [LoggerMessage(Level = LogLevel.Information, Message = "Administrator {User} made the invitation {Invite}.")]
    private partial void LogMade(string user, string invite);
}
