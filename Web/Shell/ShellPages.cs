using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Alerts.Deliveries;
using QuantPlatform.Web.Dashboards;
using QuantPlatform.Web.Datasets;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Shell;

/// <summary>Every page that has a place in the navigation: one line each, and none for a page that does not exist.</summary>
internal static class ShellPages
{
    public static readonly IReadOnlyList<ShellSection> All =
    [
        new("",
        [
            new("", DashboardTexts.Dashboard, "layout-dashboard", "home overview panels"),
            new("pairs", PairTexts.Pairs, "scale", "monitor z spread"),
            new("symbols", SymbolTexts.Symbols, "chart-candle", "instruments prices track"),
            new("alerts", AlertTexts.Alerts, "bell", "inbox acknowledge silences fired"),
            new("rules", AlertTexts.Rules, "target", "threshold condition preset dry run"),
            new("alerts/contact-points", ContactPointTexts.Title, "send", "webhook e-mail deliveries dead letters"),
            new("watchlists", WorkspaceTexts.Watchlists, "star", "lists symbols prices"),
        ]),
        new(ShellTexts.DataSection,
        [
            new("data", DatasetTexts.Data, "database", "upload dataset csv export download"),
        ]),
        new(ShellTexts.YouSection,
        [
            new("account", AccountTexts.Account, "user", "profile password two-factor sessions time zone delete"),
            new("account/keys", AccountTexts.Keys, "key", "token program http"),
            new("workspace", WorkspaceTexts.Workspace, "archive", "quotas export import"),
        ]),
        new(ShellTexts.AdminSection,
        [
            new("admin/users", AdminTexts.Users, "users", "accounts disable roles quotas"),
            new("admin/node", AdminTexts.Node, "activity", "grains storage feeds venues jobs memory"),
            new("admin/audit", AdminTexts.Audit, "clipboard-list", "who did what"),
        ], AdminOnly: true),
    ];

    /// <summary>Pages with a key of their own: <c>g</c>, then this.</summary>
    public static readonly IReadOnlyList<(string Key, ShellPage Page)> Keys = [.. Letters("", "d", "pairs", "p", "symbols", "s")];

    private static IEnumerable<(string Key, ShellPage Page)> Letters(params string[] pairs) =>
        pairs.Chunk(2).SelectMany(pair => All.SelectMany(section => section.Pages).Where(page => page.Address == pair[0]).Select(page => (pair[1], page)));
}
