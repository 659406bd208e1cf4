using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;

namespace QuantPlatform.Web.Workspaces;

/// <summary>A whole workspace as one document.</summary>
[Example("""
    {"version":1,"pairs":[{"id":"1242af5a3ffd4cd7a28c162e4a2f6368","name":"Ether against Bitcoin","y":"binance-usdm:ETHUSDT","x":"binance-usdm:BTCUSDT",
    "interval":"1m","window":240,"zWindow":60,"method":"ols","transform":"log","intercept":true,"entry":2,"exit":0.5,"stop":4,"enabled":true}],
    "watchlists":[{"id":"d3d760becd6e471fbb723f7baec953ca","name":"Majors","symbols":["binance-usdm:BTCUSDT","binance-usdm:ETHUSDT"],"pairs":["1242af5a3ffd4cd7a28c162e4a2f6368"]}],
    "dashboards":[],"preferences":{"timeZone":null,"theme":"system","density":"comfortable"},"trackedSymbols":[]}
    """)]
internal sealed record WorkspaceJson(
    [property: Description("Version of this form of document: 1.")] int Version,
    [property: Description("Pairs in order.")] IReadOnlyList<PairJson> Pairs,
    [property: Description("Watchlists in order.")] IReadOnlyList<WatchlistJson> Watchlists,
    [property: Description("Dashboards in order.")] IReadOnlyList<DashboardJson> Dashboards,
    [property: Description("Preferences.")] PreferencesJson Preferences,
    [property: Description("Symbols tracked without a pair or watchlist, with their venue.")] IReadOnlyList<string> TrackedSymbols)
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int CurrentVersion = 1;

    public static WorkspaceJson Of(WorkspaceContent content) => new(
        CurrentVersion,
        [.. content.Pairs.Select(PairJson.Of)],
        [.. content.Watchlists.Select(WatchlistJson.Of)],
        [.. content.Dashboards.Select(DashboardJson.Of)],
        PreferencesJson.Of(content.Preferences.Settings),
        [.. content.TrackedSymbols.Select(symbol => symbol.ToString())]);
}

/// <summary>A workspace document as a request states it. A section that is left out stays as it is.</summary>
[Example("""{"version":1,"pairs":[{"y":"ETHUSDT","x":"BTCUSDT"}],"watchlists":[{"name":"Majors","symbols":["BTCUSDT","ETHUSDT"]}],"preferences":{"theme":"dark"}}""")]
internal sealed record WorkspaceBody(
    [property: Description("Version of this form of document: 1."), Required] int? Version,
    [property: Description("Pairs in order; an `id` is kept.")] IReadOnlyList<PairBody>? Pairs,
    [property: Description("Watchlists in order; `pairs` names ids of this document or, when merging, of the workspace.")] IReadOnlyList<WatchlistBody>? Watchlists,
    [property: Description("Dashboards in order.")] IReadOnlyList<DashboardBody>? Dashboards,
    [property: Description("Preferences.")] PreferencesJson? Preferences,
    [property: Description("Symbols to track.")] IReadOnlyList<string>? TrackedSymbols)
{
    /// <summary>Largest document, bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;
}

/// <summary>What an import changed, or would change.</summary>
[Example("""
    {"preview":false,"changes":{"pairs":{"added":["ETHUSDT/BTCUSDT"],"changed":[],"removed":[],"unchanged":0},"watchlists":{"added":["Majors"],
    "changed":[],"removed":[],"unchanged":0},"dashboards":{"added":[],"changed":[],"removed":[],"unchanged":0},"rules":{"added":[],"changed":[],
    "removed":[],"unchanged":0},"preferences":{"added":[],"changed":["preferences"],"removed":[],"unchanged":0},"trackedSymbols":{"added":[],
    "changed":[],"removed":[],"unchanged":0}}}
    """)]
internal sealed record WorkspaceChangesJson(
    [property: Description("Whether nothing was changed yet.")] bool Preview,
    [property: Description("By section: `pairs`, `watchlists`, `dashboards`, `preferences`, `trackedSymbols`.")] IReadOnlyDictionary<string, SectionChangesJson> Changes)
{
    public static WorkspaceChangesJson Of(WorkspaceChanges changes, bool preview) =>
        new(preview, changes.Sections.ToDictionary(section => section.Section, SectionChangesJson.Of));
}

/// <summary>What changes in one section.</summary>
internal sealed record SectionChangesJson(
    [property: Description("Names of what is new.")] IReadOnlyList<string> Added,
    [property: Description("Names of what is different.")] IReadOnlyList<string> Changed,
    [property: Description("Names of what is deleted.")] IReadOnlyList<string> Removed,
    [property: Description("How many stay as they are.")] int Unchanged)
{
    public static SectionChangesJson Of(SectionChanges section) => new(section.Added, section.Changed, section.Removed, section.Unchanged);
}
