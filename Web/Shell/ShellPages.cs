using QuantPlatform.Web.Alerts.Deliveries;
using QuantPlatform.Web.Datasets;
using QuantPlatform.Web.Pairs;

namespace QuantPlatform.Web.Shell;

/// <summary>Every page that has a place in the navigation: one line each, and none for a page that does not exist.</summary>
internal static class ShellPages
{
    public static readonly IReadOnlyList<ShellSection> All =
    [
        new("",
        [
            new("pairs", PairTexts.Pairs, "scale", "monitor z spread"),
            new("alerts/contact-points", ContactPointTexts.Title, "send", "webhook e-mail deliveries dead letters"),
        ]),
        new(ShellTexts.DataSection,
        [
            new("data", DatasetTexts.Data, "database", "upload dataset csv export download"),
        ]),
        new(ShellTexts.YouSection,
        [
        ]),
        new(ShellTexts.AdminSection,
        [
        ], AdminOnly: true),
    ];
}
