using Microsoft.AspNetCore.Identity;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Tokens, and what is kept in them: the authenticator key and the recovery codes.</summary>
internal sealed partial class GrainUserStore :
    IUserTwoFactorStore<PlatformUser>, IUserAuthenticationTokenStore<PlatformUser>, IUserAuthenticatorKeyStore<PlatformUser>, IUserTwoFactorRecoveryCodeStore<PlatformUser>
{
    private const string OwnTokens = "[QuantPlatform]";
    private const string AuthenticatorKey = "AuthenticatorKey";
    private const string RecoveryCodes = "RecoveryCodes";

    public Task SetTwoFactorEnabledAsync(PlatformUser user, bool enabled, CancellationToken cancellationToken) =>
        Change(user, record => record with { TwoFactorEnabled = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(PlatformUser user, CancellationToken cancellationToken) => Task.FromResult(user.Record.TwoFactorEnabled);

    public Task SetTokenAsync(PlatformUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        Change(user, record => record with
        {
            Tokens = record.Tokens.RemoveAll(token => Is(token, loginProvider, name)).Add(new AccountToken(loginProvider, name, value ?? "")),
        });

    public Task RemoveTokenAsync(PlatformUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Change(user, record => record with { Tokens = record.Tokens.RemoveAll(token => Is(token, loginProvider, name)) });

    public Task<string?> GetTokenAsync(PlatformUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Task.FromResult(user.Record.Tokens.FirstOrDefault(token => Is(token, loginProvider, name))?.Value);

    public Task SetAuthenticatorKeyAsync(PlatformUser user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, OwnTokens, AuthenticatorKey, key, cancellationToken);

    public Task<string?> GetAuthenticatorKeyAsync(PlatformUser user, CancellationToken cancellationToken) =>
        GetTokenAsync(user, OwnTokens, AuthenticatorKey, cancellationToken);

    public Task ReplaceCodesAsync(PlatformUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, OwnTokens, RecoveryCodes, string.Join(';', recoveryCodes), cancellationToken);

    public async Task<bool> RedeemCodeAsync(PlatformUser user, string code, CancellationToken cancellationToken)
    {
        var codes = await Codes(user, cancellationToken);
        if (!codes.Remove(code))
        {
            return false;
        }

        await ReplaceCodesAsync(user, codes, cancellationToken);
        return true;
    }

    public async Task<int> CountCodesAsync(PlatformUser user, CancellationToken cancellationToken) => (await Codes(user, cancellationToken)).Count;

    private static bool Is(AccountToken token, string provider, string name) => token.Provider == provider && token.Name == name;

    private async Task<List<string>> Codes(PlatformUser user, CancellationToken cancellationToken)
    {
        var stored = await GetTokenAsync(user, OwnTokens, RecoveryCodes, cancellationToken);
        return string.IsNullOrEmpty(stored) ? [] : [.. stored.Split(';')];
    }
}
