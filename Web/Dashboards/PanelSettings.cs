using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantPlatform.Web.Dashboards;

/// <summary>What a panel of a dashboard shows; which members count depends on its kind.</summary>
internal sealed record PanelSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Id of a pair.</summary>
    public string? Pair { get; init; }

    /// <summary><c>venue:SYMBOL</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary>Name of an interval.</summary>
    public string? Interval { get; init; }

    /// <summary>Id of a watchlist.</summary>
    public string? Watchlist { get; init; }

    /// <summary>Reads stored settings; what cannot be read counts as not chosen.</summary>
    public static PanelSettings Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<PanelSettings>(json, Json) ?? new PanelSettings();
        }
        catch (JsonException)
        {
            return new PanelSettings();
        }
    }

    /// <summary>As it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}
