using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Accounts;

/// <summary>English texts of the account pages.</summary>
internal static class AccountTexts
{
    public const string SignIn = "Sign in";
    public const string SignInTitle = "Sign in to QuantPlatform";
    public const string Register = "Create an account";
    public const string RegisterTitle = "Create your account";
    public const string Email = "E-mail address";
    public const string Password = "Password";
    public const string Remember = "Stay signed in on this device";
    public const string Code = "Code from your authenticator app";
    public const string CodeHint = "Or one of your recovery codes.";
    public const string NoAccount = "No account yet?";
    public const string HaveAccount = "Have an account?";
    public const string FirstTime = "First start of this server?";
    public const string FirstTimeHint = "The first administrator's e-mail address and password were printed once where the server was started, unless they were set by Admin:Email and Admin:Password.";
    public const string Failed = "The e-mail address, the password or the code is not right. Check all of them and try again.";
    public const string SignedOut = "You are signed out.";
    public const string PasswordHint = "At least 12 characters, any characters. Four random words do well.";
    public const string Closed = "Registration is closed on this server. Ask its administrator for an account.";
    public const string FillEmail = "Write your e-mail address.";
    public const string FillPassword = "Write your password.";

    public static string Throttled(TimeSpan wait) => $"Too many attempts. Wait {Format.Duration(wait)} and try again.";
}
