using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>A whole workspace as one document.</summary>
[Example("""
    {"version":2,"pairs":[{"id":"1242af5a3ffd4cd7a28c162e4a2f6368","name":"Ether against Bitcoin","y":"binance-usdm:ETHUSDT","x":"binance-usdm:BTCUSDT",
    "interval":"1m","window":240,"zWindow":60,"method":"ols","transform":"log","intercept":true,"entry":2,"exit":0.5,"stop":4,"enabled":true}],
    "watchlists":[{"id":"d3d760becd6e471fbb723f7baec953ca","name":"Majors","symbols":["binance-usdm:BTCUSDT","binance-usdm:ETHUSDT"],"pairs":["1242af5a3ffd4cd7a28c162e4a2f6368"]}],
    "dashboards":[],"preferences":{"timeZone":null,"theme":"system","density":"comfortable"},"trackedSymbols":[],"rules":[],"contactPoints":[]}
    """)]
internal sealed record WorkspaceJson(
    [property: Description("Version of this form of document: 2.")] int Version,
    [property: Description("Pairs in order.")] IReadOnlyList<PairJson> Pairs,
    [property: Description("Watchlists in order.")] IReadOnlyList<WatchlistJson> Watchlists,
    [property: Description("Dashboards in order.")] IReadOnlyList<DashboardJson> Dashboards,
    [property: Description("Preferences.")] PreferencesJson Preferences,
    [property: Description("Symbols tracked without a pair or watchlist, with their venue.")] IReadOnlyList<string> TrackedSymbols,
    [property: Description("Alert rules in order of creation, without their status; targets are ids of this document.")] IReadOnlyList<RuleJson> Rules,
    [property: Description("What the contact points are called that the rules name; their addresses and secrets are not in a document.")] IReadOnlyList<ContactPointReferenceJson> ContactPoints)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The oldest version that is read. It had no rules.</summary>
    public const int OldestVersion = 1;

    /// <summary>The whole workspace of a user, for a program or a file.</summary>
    public static async Task<(WorkspaceJson Document, long Revision)> Read(UserGrains user)
    {
        var content = await user.Workspace.GetContent();
        return (Of(content, await user.ContactPoints.GetContactPoints()), content.Revision);
    }

    private static WorkspaceJson Of(WorkspaceContent content, ImmutableArray<ContactPoint> points) => new(
        CurrentVersion,
        [.. content.Pairs.Select(PairJson.Of)],
        [.. content.Watchlists.Select(WatchlistJson.Of)],
        [.. content.Dashboards.Select(DashboardJson.Of)],
        PreferencesJson.Of(content.Preferences.Settings),
        [.. content.TrackedSymbols.Select(symbol => symbol.ToString())],
        // The interval as it was stated: the default written out would be another definition to an import.
        [.. content.Rules.Select(rule => RuleJson.Of(rule, null) with { Interval = rule.Settings.Interval?.Name() })],
        ContactPointReferenceJson.Of(content.Rules, points));
}

/// <summary>A workspace document as a request states it. A section that is left out stays as it is.</summary>
[Example("""
    {"version":2,"pairs":[{"id":"eth-to-btc","y":"ETHUSDT","x":"BTCUSDT"}],"watchlists":[{"name":"Majors","symbols":["BTCUSDT","ETHUSDT"]}],"preferences":{"theme":"dark"},
    "rules":[{"name":"ETH far from BTC","target":{"pair":"eth-to-btc"},"conditions":[{"metric":"absZ","operator":"above","value":2.5,"exit":0.5}],"contactPoints":["desk"]}],
    "contactPoints":[{"id":"desk","name":"Desk","kind":"webhook"}]}
    """)]
internal sealed record WorkspaceBody(
    [property: Description("Version of this form of document: 2; a document of version 1, which had no rules, is read too."), Required] int? Version,
    [property: Description("Pairs in order; an `id` is kept.")] IReadOnlyList<PairBody>? Pairs,
    [property: Description("Watchlists in order; `pairs` names ids of this document or, when merging, of the workspace.")] IReadOnlyList<WatchlistBody>? Watchlists,
    [property: Description("Dashboards in order.")] IReadOnlyList<DashboardBody>? Dashboards,
    [property: Description("Preferences.")] PreferencesJson? Preferences,
    [property: Description("Symbols to track.")] IReadOnlyList<string>? TrackedSymbols,
    [property: Description("Alert rules; an `id` is kept, a target names ids of this document or, when merging, of the workspace. Only bars that close after the import count.")] IReadOnlyList<RuleBody>? Rules,
    [property: Description("What the contact points are called that the rules name: a rule gets yours of the same id, else of the same name and kind. None is made by an import.")] IReadOnlyList<ContactPointReferenceJson>? ContactPoints)
{
    /// <summary>Largest document, bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;
}

/// <summary>What an import changed, or would change.</summary>
[Example("""
    {"preview":false,"changes":{"pairs":{"added":["ETHUSDT/BTCUSDT"],"changed":[],"removed":[],"unchanged":0},"watchlists":{"added":["Majors"],
    "changed":[],"removed":[],"unchanged":0},"dashboards":{"added":[],"changed":[],"removed":[],"unchanged":0},"rules":{"added":[],"changed":[],
    "removed":[],"unchanged":0},"preferences":{"added":[],"changed":["preferences"],"removed":[],"unchanged":0},"trackedSymbols":{"added":[],
    "changed":[],"removed":[],"unchanged":0}},"missingContactPoints":[]}
    """)]
internal sealed record WorkspaceChangesJson(
    [property: Description("Whether nothing was changed yet.")] bool Preview,
    [property: Description("By section: `pairs`, `watchlists`, `dashboards`, `rules`, `preferences`, `trackedSymbols`.")] IReadOnlyDictionary<string, SectionChangesJson> Changes,
    [property: Description("Contact points that rules of the document name and you have not: the rules are taken without them and still reach the inbox.")] IReadOnlyList<MissingContactPointJson> MissingContactPoints)
{
    public static WorkspaceChangesJson Of(WorkspaceChanges changes, bool preview, IReadOnlyList<MissingContactPointJson> missing) =>
        new(preview, changes.Sections.ToDictionary(section => section.Section, SectionChangesJson.Of), missing);
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
