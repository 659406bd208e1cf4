using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Tokens, and what is kept in them: the authenticator key, encrypted, and the hashes of the recovery codes.</summary>
internal sealed partial class GrainUserStore :
    IUserTwoFactorStore<PlatformUser>, IUserAuthenticationTokenStore<PlatformUser>, IUserAuthenticatorKeyStore<PlatformUser>, IUserTwoFactorRecoveryCodeStore<PlatformUser>
{
    private const string OwnTokens = "[QuantPlatform]";
    private const string AuthenticatorKey = "AuthenticatorKey";
    private const string RecoveryCodes = "RecoveryCodes";

    private readonly IDataProtector _keys = protection.CreateProtector("QuantPlatform.AuthenticatorKey");

    /// <summary>The account without a second factor.</summary>
    public static AccountRecord WithoutTwoFactor(AccountRecord record) => record with
    {
        TwoFactorEnabled = false,
        Tokens = record.Tokens.RemoveAll(token => Is(token, OwnTokens, AuthenticatorKey) || Is(token, OwnTokens, RecoveryCodes)),
    };

    /// <summary>The account with those recovery codes and no others.</summary>
    public static AccountRecord WithRecoveryCodes(AccountRecord record, IEnumerable<string> codes) =>
        With(record, OwnTokens, RecoveryCodes, string.Join(';', codes.Select(code => RecoveryCode.HashOf(record.UserId, code))));

    public Task SetTwoFactorEnabledAsync(PlatformUser user, bool enabled, CancellationToken cancellationToken) =>
        Change(user, record => record with { TwoFactorEnabled = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.TwoFactorEnabled);

    public Task SetTokenAsync(PlatformUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        Change(user, record => With(record, loginProvider, name, value ?? ""));

    public Task RemoveTokenAsync(PlatformUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Change(user, record => record with { Tokens = record.Tokens.RemoveAll(token => Is(token, loginProvider, name)) });

    public Task<string?> GetTokenAsync(PlatformUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Task.FromResult(user.Record.Tokens.FirstOrDefault(token => Is(token, loginProvider, name))?.Value);

    public Task SetAuthenticatorKeyAsync(PlatformUser user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, OwnTokens, AuthenticatorKey, _keys.Protect(key), cancellationToken);

    /// <summary>The key; null when there is none, or when the keys that encrypted it are lost (its user has recovery codes).</summary>
    public async Task<string?> GetAuthenticatorKeyAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        try
        {
            return await GetTokenAsync(user, OwnTokens, AuthenticatorKey, cancellationToken) is { Length: > 0 } stored ? _keys.Unprotect(stored) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Task ReplaceCodesAsync(PlatformUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Change(user, record => WithRecoveryCodes(record, recoveryCodes));

    public async Task<bool> RedeemCodeAsync(PlatformUser user, string code, CancellationToken cancellationToken)
    {
        var codes = await Codes(user, cancellationToken);
        if (!codes.Remove(RecoveryCode.HashOf(user.Id, code)))
        {
            return false;
        }

        await SetTokenAsync(user, OwnTokens, RecoveryCodes, string.Join(';', codes), cancellationToken);
        return true;
    }

    public async Task<int> CountCodesAsync(PlatformUser user, CancellationToken cancellationToken) => (await Codes(user, cancellationToken)).Count;

    private static bool Is(AccountToken token, string provider, string name) => token.Provider == provider && token.Name == name;

    private static AccountRecord With(AccountRecord record, string provider, string name, string value) =>
        record with { Tokens = record.Tokens.RemoveAll(token => Is(token, provider, name)).Add(new AccountToken(provider, name, value)) };

    private async Task<List<string>> Codes(PlatformUser user, CancellationToken cancellationToken)
    {
        var stored = await GetTokenAsync(user, OwnTokens, RecoveryCodes, cancellationToken);
        return string.IsNullOrEmpty(stored) ? [] : [.. stored.Split(';')];
    }
}
