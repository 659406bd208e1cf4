using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <content>Invitations and links for a new password.</content>
internal static partial class AdminTexts
{
    public const string UsersTabs = "Users and invitations";
    public const string Invites = "Invitations";
    public static readonly Noun InviteNoun = new("invitation", "invitations");
    public const string FilterInvites = "Search by e-mail address";
    public const string InvitesFailedTitle = "The invitations could not be loaded";
    public const string NoInvitesTitle = "No invitations yet";
    public const string NoInvitesText = "An invitation is a link with which one person can make an account, where registration is for invited people only. You make the link here and hand it over; it works once and until it expires.";
    public const string InviteFor = "For";
    public const string Anybody = "anybody with the link";
    public const string InvitedBy = "Made by";
    public const string InvitedAt = "Made";
    public const string Expires = "Expires";
    public const string UsedBy = "Used by";
    public const string Nobody = "nobody";
    public const string Gone = "a deleted account";
    public const string Withdraw = "Withdraw";
    public const string WithdrawQuestion = "Withdraw this invitation?";
    public const string WithdrawText = "Its link stops working at once. You can make another one.";
    public const string Withdrawn = "The invitation is withdrawn.";
    public const string NotWithdrawn = "The invitation could not be withdrawn: it was used, has expired or was withdrawn in the meantime.";

    public const string Invite = "Invite";
    public const string InviteTitle = "Invite somebody";
    public const string InviteMadeTitle = "The invitation";
    public const string InviteEmail = "E-mail address";
    public const string InviteEmailHint = "Only this address can then register with the link. Empty: anybody who has it.";
    public const string InviteEmailHintMail = "Only this address can then register with the link, and the link is mailed to it. Empty: anybody who has it.";
    public const string InviteLife = "Good for";
    public const string MakeInvite = "Make the link";
    public const string InviteLink = "Link for the registration";
    public const string ShownOnce = "Copy the link now: it is not shown again. Whoever has it can use it, so hand it over on a way you trust.";
    public const string LinkKept = "I have copied it";

    public const string PasswordSection = "Signing in again";
    public const string PasswordLinkHint = "For somebody who forgot the password: a link with which they set a new one, once, within a day. The present password works until then.";
    public const string MakePasswordLink = "Make a password link";
    public const string PasswordLink = "Link for a new password";
    public const string PasswordLinkDisabled = "The account may not sign in: the link works only after you allow that again.";
    public const string TwoFactorTaken = "The second factor was taken away.";
    public const string NoSuchUser = "There is no such user any more.";

    /// <summary>What registration being other than by invitation means for links; null: it is by invitation.</summary>
    public static string? ModeRemark(RegistrationMode mode) => mode switch
    {
        RegistrationMode.Open => "Anybody may register on this server, so nobody needs an invitation. Links work, but they are not checked and not used up: here they stay open until they expire. Accounts:Registration = invite lets only invited people in.",
        RegistrationMode.Closed => "Nobody may register on this server, not even with an invitation: links are refused as long as Accounts:Registration is closed.",
        _ => null,
    };

    public static string StateName(InviteState state) => state switch
    {
        InviteState.Open => "open",
        InviteState.Used => "used",
        _ => "expired",
    };

    /// <summary>Tone of a state's tag; null: none.</summary>
    public static string? StateTone(InviteState state) => state switch
    {
        InviteState.Open => "up",
        InviteState.Expired => "warn",
        _ => null,
    };

    public static string Life(int days) => days == 1 ? "1 day" : $"{days} days";

    public static string WithdrawOf(InviteRow row) => $"{Withdraw}: {row.Email ?? Anybody}";
}
