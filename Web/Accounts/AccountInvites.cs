using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>Invitations, for page and API alike. Callers have checked that an administrator asks.</summary>
internal sealed partial class AccountInvites(
    TenantGrains tenant, AccountDirectory accounts, AccountMails mails, PublicAddress address, ILookupNormalizer names, TimeProvider time, ILogger<AccountInvites> logger)
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// <summary>The path of the link that carries a code.</summary>
    public static string PathOf(string code) => $"/account/register?invite={code}";

    public async Task<IReadOnlyList<Invite>> List() => await accounts.Registration(registration => registration.GetInvites());

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
    public async Task<Outcome<InviteMade>> Make(string? email, long? expiresAt)
    {
        var by = (await tenant.Principal()).UserId!;
        var until = expiresAt ?? (time.GetUtcNow() + DefaultLife).ToUnixTimeMilliseconds();
        var outcome = await accounts.Registration(registration => registration.MakeInvite(by, string.IsNullOrEmpty(email) ? null : names.NormalizeEmail(email), until));
        if (outcome.Value is { } made)
        {
            LogMade(by, made.Invite.Id);
            if (made.Invite.Email is not null && mails.IsConfigured)
            {
                mails.Send(MailTexts.Invited(email!, address.InMail(PathOf(made.Code))));
            }
        }

        return outcome;
    }

    public Task<bool> Withdraw(string inviteId) => accounts.Registration(registration => registration.Withdraw(inviteId));

    [LoggerMessage(Level = LogLevel.Information, Message = "Administrator {User} made the invitation {Invite}.")]
    private partial void LogMade(string user, string invite);
}
