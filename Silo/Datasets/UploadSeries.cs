using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Names series of the market store.</summary>
internal static class UploadSeries
{
    /// <summary>The series of a dataset: <c>upload/{userId}/{datasetId}</c>.</summary>
    public static string Of(TenantKey dataset) => $"{Venues.Upload}/{dataset}";

    /// <summary>The series of a symbol, shared or uploaded.</summary>
    public static string Of(SymbolKey symbol) => symbol.Venue == Venues.Upload ? $"{Venues.Upload}/{symbol.Symbol}" : symbol.ToString();
}
