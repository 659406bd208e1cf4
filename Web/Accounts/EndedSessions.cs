using System.Globalization;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Sessions that were signed out before their tickets expire: kept on the account until the longest ticket has expired.</summary>
internal static class EndedSessions
{
    /// <summary>More than this many at once, and the oldest are forgotten by changing the security stamp instead.</summary>
    public const int Max = 100;

    private const string Provider = "[EndedSession]";

    public static bool Contains(AccountRecord account, string? sessionId, DateTimeOffset now) =>
        account.Tokens.Any(token => token.Provider == Provider && token.Name == sessionId && Expiry(token) > now.ToUnixTimeMilliseconds());

    /// <summary>The account with that session ended and expired entries dropped; null when there are too many to keep.</summary>
    public static AccountRecord? With(AccountRecord account, string sessionId, DateTimeOffset now, TimeSpan longestTicket)
    {
        var tokens = account.Tokens.RemoveAll(token => token.Provider == Provider && (token.Name == sessionId || Expiry(token) <= now.ToUnixTimeMilliseconds()));
        return tokens.Count(token => token.Provider == Provider) >= Max
            ? null
            : account with { Tokens = tokens.Add(new AccountToken(Provider, sessionId, (now + longestTicket).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))) };
    }

    /// <summary>The account without any, for when its security stamp changes and ends them all.</summary>
    public static AccountRecord Without(AccountRecord account) => account with { Tokens = account.Tokens.RemoveAll(token => token.Provider == Provider) };

    private static long Expiry(AccountToken token) => long.TryParse(token.Value, CultureInfo.InvariantCulture, out var expiry) ? expiry : 0;
}
