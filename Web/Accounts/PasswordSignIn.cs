using Microsoft.AspNetCore.Identity;

namespace QuantPlatform.Web.Accounts;

/// <summary>Checks passwords and second factors. An unknown name costs as much time as a wrong password.</summary>
internal sealed class PasswordSignIn(UserManager<PlatformUser> users, SignInThrottle throttle, DecoyPassword decoy)
{
    public async Task<SignInOutcome> Check(string email, string password, string? code, string? recoveryCode, string address)
    {
        var account = users.NormalizeEmail(email) ?? "";
        if (throttle.Wait(address, account) is { Ticks: > 0 } wait)
        {
            return new SignInOutcome(SignInStatus.Throttled, wait);
        }

        var user = await users.FindByEmailAsync(email);
        if (user?.Record.PasswordHash is null)
        {
            decoy.Verify(password);
            return Fail(address, account);
        }

        if (!await users.CheckPasswordAsync(user, password) || user.Record.Disabled)
        {
            return Fail(address, account);
        }

        if (await users.GetTwoFactorEnabledAsync(user))
        {
            if (code is null && recoveryCode is null)
            {
                return new SignInOutcome(SignInStatus.TwoFactorRequired, TimeSpan.Zero);
            }

            if (!await CheckSecondFactor(user, code, recoveryCode))
            {
                return Fail(address, account);
            }
        }

        throttle.Succeeded(address, account);
        return new SignInOutcome(SignInStatus.Succeeded, TimeSpan.Zero) { User = user };
    }

    private SignInOutcome Fail(string address, string account)
    {
        throttle.Failed(address, account);
        return new SignInOutcome(SignInStatus.Failed, TimeSpan.Zero);
    }

    private async Task<bool> CheckSecondFactor(PlatformUser user, string? code, string? recoveryCode) => code is not null
        ? await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal))
        : (await users.RedeemTwoFactorRecoveryCodeAsync(user, recoveryCode!)).Succeeded;
}
