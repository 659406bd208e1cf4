namespace QuantPlatform.Web.Pairs;

/// <summary>The texts that the chart's script shows.</summary>
internal static class ChartTexts
{
    public static IReadOnlyDictionary<string, string> For(string spreadUnit, string interval) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["axis"] = $"{interval} bars",
        ["entry"] = "entry",
        ["exit"] = "exit",
        ["stop"] = "stop",
        ["spread"] = "Spread",
        ["spreadUnit"] = spreadUnit,
        ["mean"] = "mean",
        ["preview"] = "preview",
        ["quiet"] = "quiet",
        ["gap"] = "gap in the data",
        ["long"] = "long",
        ["short"] = "short",
        ["stopped"] = "stopped",
        ["alert"] = "alert",
        ["firing"] = "fired",
        ["resolved"] = "resolved",
        ["noData"] = "no data",
        ["error"] = "error",
        ["goLive"] = "Go live",
        ["volume"] = "Volume",
        ["overlay"] = "Both legs in one pane, as change in percent",
        ["z"] = "z",
        ["correlation"] = "Correlation",
        ["beta"] = "β",
        ["picture"] = "Save as PNG",
        ["tools"] = "Chart tools",
        ["zoomIn"] = "Zoom in",
        ["zoomOut"] = "Zoom out",
        ["fit"] = "Fit everything",
    };
}
