namespace QuantPlatform.Contracts.Accounts;

/// <summary>What an API key may be allowed to do. They do not imply each other.</summary>
public static class ApiScopes
{
    /// <summary>Read everything of the user, and market data.</summary>
    public const string Read = "read";

    /// <summary>Make, change and delete what is the user's.</summary>
    public const string Write = "write";

    /// <summary>Read and change rules, alerts, silences and contact points.</summary>
    public const string Alerts = "alerts";

    /// <summary>Make and fetch exports.</summary>
    public const string Export = "export";

    /// <summary>Run the house; only an administrator's key can have it.</summary>
    public const string Admin = "admin";

    /// <summary>All of them, in the order they are shown.</summary>
    public static readonly IReadOnlyList<string> All = [Read, Write, Alerts, Export, Admin];
}
