using Microsoft.Extensions.Configuration;

namespace QuantPlatform.Web.Feeds;

/// <summary>The symbols of <c>Feed:Symbols</c>, which everybody sees; others a user sees only when tracking them, for they would tell what somebody else watches.</summary>
internal sealed class AlwaysOnSymbols(IConfiguration configuration)
{
    private const string Default = "BTCUSDT,ETHUSDT,SOLUSDT,BNBUSDT,XRPUSDT";

    private readonly HashSet<string> _symbols = new(
        (configuration["Feed:Symbols"] ?? Default).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    public bool Contains(string symbol) => _symbols.Contains(symbol);
}
