using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>The signed-in user's API keys, for page and API alike.</summary>
/// <remarks>Scoped: one for each request or circuit.</remarks>
internal sealed partial class ApiKeys(TenantGrains tenant, AccountDirectory accounts, SessionCheck sessions, AuditTrail audit, RequestOrigin origin, TimeProvider time, ILogger<ApiKeys> logger)
{
    /// <summary>Longest name of a key.</summary>
    public const int MaxName = 100;

    public async Task<IReadOnlyList<ApiKeyRecord>> List() => await accounts.Keys((await tenant.Principal()).UserId!, ring => ring.List());

    /// <summary>The rules that a new key would break.</summary>
    public async Task<IReadOnlyList<FieldError>> Check(string? name, IReadOnlyList<string>? scopes, long? expiresAt)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
        {
            errors.Add(new FieldError("name", $"1 to {MaxName} characters", "Give the key a name."));
        }

        if (scopes is not { Count: > 0 } || scopes.Any(scope => !ApiScopes.All.Contains(scope)) || scopes.Distinct(StringComparer.Ordinal).Count() < scopes.Count)
        {
            errors.Add(new FieldError("scopes", $"one or more of {string.Join(", ", ApiScopes.All)}, each once", "Say what the key may do."));
        }
        else if (scopes.Contains(ApiScopes.Admin) && (await tenant.Principal()).Kind != Contracts.Tenancy.PrincipalKind.Admin)
        {
            errors.Add(new FieldError("scopes", "admin only for an administrator", "Only an administrator's key can have the scope 'admin'."));
        }

        if (expiresAt <= time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            errors.Add(new FieldError("expiresAt", "in the future", "The key would have expired already."));
        }

        return errors;
    }

    /// <summary>Makes a key that breaks no rule.</summary>
    public async Task<Outcome<ApiKeyCreated>> Create(string name, IReadOnlyList<string> scopes, long? expiresAt)
    {
        var userId = (await tenant.Principal()).UserId!;
        var ordered = ApiScopes.All.Where(scopes.Contains);
        var outcome = await accounts.Keys(userId, ring => ring.Create(new ApiKeyRequest(name.Trim(), [.. ordered], expiresAt)));
        if (outcome.Value is { } made)
        {
            var granted = string.Join(' ', made.Key.Scopes);
            LogMade(userId, made.Key.Id, granted);
            await Note(AuditActions.KeyCreated, userId, after: $"{made.Key.Id} ({granted})");
        }

        return outcome;
    }

    /// <summary>Revokes a key; false when the user has none of that id.</summary>
    public async Task<bool> Revoke(string keyId)
    {
        var userId = (await tenant.Principal()).UserId!;
        var revoked = await accounts.Keys(userId, ring => ring.Revoke(keyId));
        if (revoked)
        {
            sessions.ForgetKey(userId, keyId);
            LogRevoked(userId, keyId);
            await Note(AuditActions.KeyRevoked, userId, before: keyId);
        }

        return revoked;
    }

    private async Task Note(string action, string userId, string? before = null, string? after = null) =>
        await audit.Note(action, await accounts.Find(userId), null, origin.Address, before, after);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} made the API key {Key} with {Scopes}.")]
    private partial void LogMade(string user, string key, string scopes);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} revoked the API key {Key}.")]
    private partial void LogRevoked(string user, string key);
}
