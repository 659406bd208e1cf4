using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Accounts;

/// <summary>English texts of signing in and registering.</summary>
internal static partial class AccountTexts
{
    public const string SignIn = "Sign in";
    public const string SignInTitle = "Sign in to QuantPlatform";
    public const string Register = "Create an account";
    public const string RegisterTitle = "Create your account";
    public const string Email = "E-mail address";
    public const string Password = "Password";
    public const string Remember = "Stay signed in on this device";
    public const string Code = "Code from your authenticator app";
    public const string CodeHint = "Six digits. Lost the app? Write one of your recovery codes instead.";
    public const string NoAccount = "No account yet?";
    public const string HaveAccount = "Have an account?";
    public const string FirstTime = "First start of this server?";
    public const string FirstTimeHint = "Where the server was started, the first administrator's password and a link for setting up your own were printed once, unless Admin:Email and Admin:Password were set.";
    public const string Failed = "The e-mail address, the password or the code is not right. Check all of them and try again.";
    public const string Unconfirmed = "Confirm your e-mail address first: open the link in the mail you got.";
    public const string MailAgain = "Send the mail again";
    public const string SignedOut = "You are signed out.";
    public const string PasswordHint = "At least 12 characters, any characters. Four random words do well.";
    public const string Closed = "Registration is closed on this server. Ask its administrator for an account.";
    public const string InviteOnly = "You need an invitation to register on this server. Ask its administrator for a link.";
    public const string Invited = "You are invited. The invitation is used up when the account is made.";
    public const string RegisteredMail = "Almost done: open the link in the mail that was sent to you, then sign in.";
    public const string FillEmail = "Write your e-mail address.";
    public const string FillPassword = "Write your password.";

    public const string Forgot = "Forgot your password?";
    public const string ForgotIntro = "Write the address of your account. If there is one, a link for a new password is mailed to it.";
    public const string ForgotDo = "Send the link";
    public const string ForgotSent = "If there is an account with that address, a link was sent to it. It works once, for two hours.";
    public const string ForgotNoMail = "This server sends no e-mail. Ask its administrator for a link with which you can set a new password. An administrator runs the program with reset-admin.";
    public const string BackToSignIn = "Back to signing in";
    public const string Reset = "Set a new password";
    public const string ResetDo = "Set the password";
    public const string ResetDone = "The new password is set. Everything that was signed in is signed out.";
    public const string NewPassword = "New password";

    public const string Confirm = "Confirm your e-mail address";
    public const string ConfirmIntro = "One click, and it is known that the address is yours.";
    public const string ConfirmDo = "Confirm";
    public const string Confirmed = "Thank you, the address is confirmed.";
    public const string NotConfirmed = "This link was used or has expired. Sign in to get another one.";

    public const string SetUp = "Set up your server";
    public const string SetUpIntro = "You are the first here. Choose how you sign in as the administrator; the printed password stops working.";
    public const string SetUpOver = "This link was used or has expired. Sign in with the password that was printed, or run the program with reset-admin.";
    public const string SetUpDo = "Finish and sign in";
    public const string AdminEmail = "Your e-mail address";
    public const string WhoMayRegister = "Who may create an account";
    public const string FixedByConfiguration = "(set by Accounts:Registration)";
    public const string Feed = "Market data";

    public static string Throttled(TimeSpan wait) => $"Too many attempts. Wait {Format.Duration(wait)} and try again.";

    public static string ModeName(RegistrationMode mode) => mode switch
    {
        RegistrationMode.Open => "Anybody who can reach this server",
        RegistrationMode.Invite => "Only people I invite",
        _ => "Nobody",
    };

    public static string FeedName(string? kind) => kind switch
    {
        "binance" => "Binance USD-M futures",
        "demo" => "The built-in demo market; its prices are made up.",
        _ => "Binance USD-M futures; while it cannot be reached, the built-in demo market, whose prices are made up.",
    };
}
