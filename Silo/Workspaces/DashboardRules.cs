using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What a dashboard must satisfy.</summary>
internal static class DashboardRules
{
    private const int MaxRow = 999;
    private const int MaxHeight = 100;

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(DashboardSettings settings)
    {
        var refusals = new List<Refusal>();
        if (NameRule.Check(settings.Name) is { } name)
        {
            refusals.Add(name);
        }

        if (settings.Panels.Length > DashboardSettings.MaxPanels)
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "panels", $"at most {DashboardSettings.MaxPanels}", $"A dashboard has at most {DashboardSettings.MaxPanels} panels."));
            return refusals;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < settings.Panels.Length; index++)
        {
            Check(settings.Panels[index], $"panels[{index}]", ids, refusals);
        }

        return refusals;
    }

    private static void Check(DashboardPanel panel, string path, HashSet<string> ids, List<Refusal> refusals)
    {
        void Rule(bool kept, string field, string rule)
        {
            if (!kept)
            {
                refusals.Add(new Refusal(RefusalCodes.Invalid, $"{path}.{field}", rule, $"'{field}' of a panel must be {rule}."));
            }
        }

        const string word = "1 to 64 letters, digits, - or _";
        Rule(TenantKey.IsPart(panel.Id), "id", word);
        Rule(panel.Id is null || ids.Add(panel.Id), "id", "unique on its dashboard");
        Rule(TenantKey.IsPart(panel.Kind), "kind", word);
        Rule(panel.X is >= 0 and < DashboardPanel.Columns, "x", $"0 to {DashboardPanel.Columns - 1}");
        Rule(panel.Y is >= 0 and <= MaxRow, "y", $"0 to {MaxRow}");
        Rule(panel.W is >= 1 and <= DashboardPanel.Columns && panel.X + panel.W <= DashboardPanel.Columns, "w", $"at least 1, with x + w at most {DashboardPanel.Columns}");
        Rule(panel.H is >= 1 and <= MaxHeight, "h", $"1 to {MaxHeight}");
        Rule(IsObject(panel.Settings), "settings", $"a JSON object of at most {DashboardPanel.MaxSettings} characters");
    }

    private static bool IsObject(string? json)
    {
        if (json is null || json.Length > DashboardPanel.MaxSettings)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
