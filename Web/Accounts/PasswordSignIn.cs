using Microsoft.AspNetCore.Identity;

namespace QuantPlatform.Web.Accounts;

/// <summary>Checks passwords and second factors. An unknown name costs as much time as a wrong password.</summary>
internal sealed class PasswordSignIn(
    UserManager<PlatformUser> users, AccountDirectory accounts, SecondFactor factors, AccountMails mails, DecoyPassword decoy)
{
    private const int LongestName = 256;
    private const string SecondFactorTries = "second factor";
    private const string PasswordTries = "password";

    public async Task<SignInOutcome> Check(string email, string password, string? code, string? recoveryCode, string address)
    {
        var name = users.NormalizeEmail(email) ?? "";
        var account = name.Length > LongestName ? name[..LongestName] : name;
        if (await accounts.Guard(address, guard => guard.Wait(account)) is { Ticks: > 0 } wait)
        {
            return new SignInOutcome(SignInStatus.Throttled, wait);
        }

        var user = await users.FindByEmailAsync(email);
        if (user?.Record.PasswordHash is null)
        {
            decoy.Verify(password);
            return await Fail();
        }

        if (!await users.CheckPasswordAsync(user, password) || user.Record.Disabled)
        {
            return await Fail();
        }

        var succeeded = SignInOutcome.Of(SignInStatus.Succeeded) with { User = user };
        if (user.Record.TwoFactorEnabled)
        {
            if (await CheckSecondFactor(user, code, recoveryCode, address) is { Status: not SignInStatus.Succeeded } refused)
            {
                return refused.Status == SignInStatus.Failed ? await Fail() : refused;
            }

            succeeded = succeeded with { Factor = code is null ? SecondFactorKind.RecoveryCode : SecondFactorKind.Authenticator };
        }

        await accounts.Guard(address, guard => guard.Succeeded(account));
        return user.Record.AwaitsConfirmation && mails.IsConfigured
            ? SignInOutcome.Of(SignInStatus.NotConfirmed)
            : succeeded;

        async Task<SignInOutcome> Fail()
        {
            await accounts.Guard(address, guard => guard.Failed(account));
            return SignInOutcome.Of(SignInStatus.Failed);
        }
    }

    /// <summary>Asks somebody who is signed in for the password again, before what only the owner may do. Wrong ones count for the account: whoever asks has its session.</summary>
    public async Task<SignInOutcome> Confirm(PlatformUser user, string? password)
    {
        var own = OwnKey(user);
        if (await accounts.Guard(own, guard => guard.Wait(PasswordTries)) is { Ticks: > 0 } wait)
        {
            return new SignInOutcome(SignInStatus.Throttled, wait);
        }

        if (string.IsNullOrEmpty(password) || !await users.CheckPasswordAsync(user, password))
        {
            await accounts.Guard(own, guard => guard.Failed(PasswordTries));
            return SignInOutcome.Of(SignInStatus.Failed);
        }

        await accounts.Guard(own, guard => guard.Succeeded(PasswordTries));
        return SignInOutcome.Of(SignInStatus.Succeeded);
    }

    private static string OwnKey(PlatformUser user) => "user:" + user.Id;

    /// <summary>
    /// Whoever has the password could try codes from ever new addresses, so wrong ones count for the account as well; addresses that the account
    /// is signed in from are not held up by that.
    /// </summary>
    private async Task<SignInOutcome> CheckSecondFactor(PlatformUser user, string? code, string? recoveryCode, string address)
    {
        if (code is null && recoveryCode is null)
        {
            return SignInOutcome.Of(SignInStatus.TwoFactorRequired);
        }

        var view = await accounts.Call(user.Id, account => account.Look());
        var isKnown = view?.Sessions.Any(session => session.Address == address) == true;
        if (!isKnown && await accounts.Guard(OwnKey(user), guard => guard.Wait(SecondFactorTries)) is { Ticks: > 0 } wait)
        {
            return new SignInOutcome(SignInStatus.Throttled, wait);
        }

        if (await factors.Accept(user, code, recoveryCode))
        {
            return SignInOutcome.Of(SignInStatus.Succeeded);
        }

        if (!isKnown)
        {
            await accounts.Guard(OwnKey(user), guard => guard.Failed(SecondFactorTries));
        }

        return SignInOutcome.Of(SignInStatus.Failed);
    }
}
