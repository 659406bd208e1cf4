using Microsoft.AspNetCore.Identity;

namespace QuantPlatform.Web.Accounts;

/// <summary>Checks second factors. Each code is accepted once: a time step not after the last one that was, and a recovery code only while it is kept.</summary>
internal sealed class SecondFactor(UserManager<PlatformUser> users, IUserStore<PlatformUser> store, TimeProvider time)
{
    /// <summary>Accepts a code of the authenticator, or a recovery code. Of two that come at once one is refused, because the account is written only as it was read.</summary>
    public async Task<bool> Accept(PlatformUser user, string? code, string? recoveryCode)
    {
        if (code is null)
        {
            return recoveryCode is not null && (await users.RedeemTwoFactorRecoveryCodeAsync(user, recoveryCode)).Succeeded;
        }

        return await Note(user, code) && (await users.UpdateAsync(user)).Succeeded;
    }

    /// <summary>Gives the user a new key that is not in use yet. Unlike Identity's own way it needs no new security stamp, so nobody is signed out.</summary>
    public async Task NewKey(PlatformUser user)
    {
        await ((IUserAuthenticatorKeyStore<PlatformUser>)store).SetAuthenticatorKeyAsync(user, users.GenerateNewAuthenticatorKey(), CancellationToken.None);
        await users.UpdateAsync(user);
    }

    /// <summary>Notes the step of a right code on the user in hand, for a change that is written together with it.</summary>
    public async Task<bool> Note(PlatformUser user, string code)
    {
        var key = await users.GetAuthenticatorKeyAsync(user);
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(key) || Totp.StepOf(key, plain, time.GetUtcNow()) is not { } step || step <= user.Record.LastTotpStep)
        {
            return false;
        }

        user.Record = user.Record with { LastTotpStep = step };
        return true;
    }
}
