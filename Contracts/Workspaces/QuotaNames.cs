namespace QuantPlatform.Contracts.Workspaces;

/// <summary>The quotas of one user, by the names of the API. Their defaults are <c>Quota:*</c>.</summary>
public static class QuotaNames
{
    public const string Pairs = "pairs";
    public const string Watchlists = "watchlists";
    public const string Dashboards = "dashboards";

    /// <summary>Distinct symbols that are tracked or on a watchlist.</summary>
    public const string TrackedSymbols = "trackedSymbols";

    public const string Rules = "rules";
    public const string ContactPoints = "contactPoints";
    public const string Keys = "keys";
    public const string Datasets = "datasets";
    public const string StorageBytes = "storageBytes";
}
