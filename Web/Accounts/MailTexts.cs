using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Web.Accounts;

/// <summary>English texts of the mails about accounts.</summary>
internal static class MailTexts
{
    public static MailMessage Confirm(string to, string link) => new(to, "Confirm your e-mail address",
        $"""
        Somebody, probably you, gave this address to QuantPlatform. To confirm that it is yours, open this link within 24 hours:

        {link}

        If it was not you, do nothing: nobody can sign in with this address without the link.
        """);

    public static MailMessage AlreadyRegistered(string to, string link) => new(to, "You have an account already",
        $"""
        Somebody, probably you, tried to make a QuantPlatform account with this address. It has one already.

        If you do not know its password any more, ask for a new one here:

        {link}
        """);

    public static MailMessage Reset(string to, string link) => new(to, "Set a new password",
        $"""
        Somebody, probably you, asked for a new QuantPlatform password. To set it, open this link within 2 hours. It works once:

        {link}

        If it was not you, do nothing: your password stays as it is.
        """);

    public static MailMessage PasswordChanged(string to) => new(to, "Your password was changed",
        """
        The password of your QuantPlatform account was changed, and everything that was signed in elsewhere was signed out.

        If it was not you, ask your administrator at once.
        """);

    public static MailMessage Invited(string to, string link) => new(to, "You are invited to QuantPlatform",
        $"""
        You are invited to make an account on QuantPlatform. This link works once, for this address:

        {link}
        """);
}
