using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Alerts;

/// <summary>What an API key needs for everything about alerts.</summary>
internal static class AlertScopes
{
    public static readonly string[] ToRead = [ApiScopes.Read, ApiScopes.Alerts];

    public static readonly string[] ToWrite = [ApiScopes.Write, ApiScopes.Alerts];
}
