using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Accounts;

/// <content>The pages about one's own account.</content>
internal static partial class AccountTexts
{
    public const string Account = "Account";
    public const string AccountIntro = "Who you are here and how you sign in.";
    public const string Profile = "Profile";
    public const string DisplayName = "Name";
    public const string DisplayNameHint = "Shown instead of your address.";
    public const string TimeZone = "Time zone";
    public const string TimeZoneHint = "In which times are shown.";
    public const string SaveProfile = "Save";
    public const string ProfileSaved = "Saved.";
    public const string EmailHint = "You sign in with it. Changing it signs you out everywhere.";
    public const string EmailHintMail = "You sign in with it. A new one counts when you open the link that is mailed to it.";
    public const string ChangeEmail = "Change the address";
    public const string OldPassword = "Your present password";
    public const string ChangePassword = "Change the password";
    public const string PasswordChanged = "The password is changed. Everything that was signed in elsewhere is signed out.";

    public const string TwoFactor = "Two-factor sign-in";
    public const string On = "on";
    public const string Off = "off";
    public const string TwoFactorOff = "Signing in needs only your password. With an authenticator app it also needs a code that changes every 30 seconds.";
    public const string SetUpTwoFactor = "Set it up";
    public const string ScanIntro = "Scan this with your authenticator app, then write the code that it shows.";
    public const string QrCode = "QR code for your authenticator app";
    public const string SharedKey = "Or type this key into the app";
    public const string SharedKeyHint = "Time-based, 6 digits, 30 seconds.";
    public const string TurnOn = "Turn it on";
    public const string TurnOff = "Turn it off";
    public const string CodeOrPassword = "A code from the app, or your password";
    public const string NewCodes = "New recovery codes";
    public const string RecoveryCodesIntro = "Keep these recovery codes where you find them without your phone. Each signs you in once. They are shown only now.";
    public const string RecoveryCodesKept = "I have kept them";

    public const string Sessions = "Where you are signed in";
    public const string ThisSession = "this one";
    public const string LastSeen = "last seen";
    public const string Since = "since";
    public const string SignOut = "Sign out";
    public const string SessionEnded = "That session is signed out.";
    public const string SignOutEverywhere = "Sign out everywhere";
    public const string SignOutEverywhereQuestion = "Sign out everywhere?";
    public const string SignOutEverywhereText = "Every browser and program that is signed in has to sign in again, this one too. API keys stay.";

    public const string DeleteAccount = "Delete the account";
    public const string DeleteIntro = "Deletes your account and everything you have here: pairs, watchlists, rules, alerts, data and API keys. It cannot be undone.";
    public const string DeleteQuestion = "Delete your account?";
    public const string DeleteText = "Everything you have here is deleted at once and cannot be brought back. Write your password to go on.";
    public const string DeleteDo = "Delete everything";

    public const string Keys = "API keys";
    public const string KeysIntro = "For programs that use the HTTP API in your name. A key can do less than you, and ends when you revoke it.";
    public static readonly Noun KeyNoun = new("key", "keys");
    public const string FilterKeys = "Filter keys";
    public const string NoKeysTitle = "No API keys yet";
    public const string NoKeysText = "A key lets a program read your pairs or change them, as far as you allow, without your password.";
    public const string AddKey = "New key";
    public const string MakeKey = "Make the key";
    public const string Key = "Your key";
    public const string KeyMadeTitle = "The key is made";
    public const string KeyShownOnce = "Copy it now: it is shown only once and kept nowhere.";
    public const string KeyUse = "Send it in the header: Authorization: Bearer …";
    public const string KeyKept = "I have copied it";
    public const string KeyName = "Name";
    public const string KeyNameHint = "What uses it, e.g. the machine or program.";
    public const string KeyId = "Begins with";
    public const string KeyScopes = "May";
    public const string KeyMade = "Made";
    public const string KeyExpires = "Expires";
    public const string KeyExpired = "expired";
    public const string KeyUsed = "Last used";
    public const string Never = "never";
    public const string Actions = "Actions";
    public const string Revoke = "Revoke";
    public const string RevokeText = "Programs that use it are refused from now on, and their streams end. It cannot be brought back.";

    public static string TwoFactorOn(int codes) => $"Signing in needs your password and a code. {codes} recovery codes are left.";

    public static string EmailMailed(string email) => $"Open the link that was sent to {email}.";

    public static string SignOutOf(string device) => $"Sign out {device}";

    public static string RevokeQuestion(string name) => $"Revoke the key “{name}”?";

    public static string Revoked(string name) => $"The key “{name}” is revoked.";

    public static string Days(int days) => $"in {days} days";

    public static string ScopeText(string scope) => scope switch
    {
        Contracts.Accounts.ApiScopes.Read => "see what is yours, and market data",
        Contracts.Accounts.ApiScopes.Write => "make, change and delete pairs, watchlists and data",
        Contracts.Accounts.ApiScopes.Alerts => "see and change rules, alerts and contact points",
        Contracts.Accounts.ApiScopes.Export => "make and fetch exports",
        _ => "administer this server",
    };
}
