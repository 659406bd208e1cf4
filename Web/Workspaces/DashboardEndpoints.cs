using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>A panel of a dashboard.</summary>
internal sealed record PanelJson(
    [property: Description("Unique on its dashboard: 1 to 64 letters, digits, `-` or `_`."), Required] string? Id,
    [property: Description("What it shows, in the words of the client: 1 to 64 letters, digits, `-` or `_`."), Required] string? Kind,
    [property: Description("Column of its left edge, 0 to 23. Default 0.")] int? X,
    [property: Description("Row of its upper edge, 0 to 999. Default 0.")] int? Y,
    [property: Description("Width in columns of 24. Default 12.")] int? W,
    [property: Description("Height in rows, 1 to 100. Default 8.")] int? H,
    [property: Description("A JSON object of at most 4096 characters, kept as it is. Default: empty.")] JsonElement? Settings)
{
    public static PanelJson Of(DashboardPanel panel) => new(
        panel.Id, panel.Kind, panel.X, panel.Y, panel.W, panel.H, JsonElement.Parse(panel.Settings));

    public DashboardPanel? Read(FieldErrors errors)
    {
        if (string.IsNullOrEmpty(Id))
        {
            errors.Add("id", "required", "Give the panel an id.");
        }

        if (string.IsNullOrEmpty(Kind))
        {
            errors.Add("kind", "required", "Say what the panel shows.");
        }

        return Id is null || Kind is null ? null : new DashboardPanel(Id, Kind, X ?? 0, Y ?? 0, W ?? 12, H ?? 8, Settings?.GetRawText() ?? "{}");
    }
}

/// <summary>A dashboard.</summary>
[Example("""{"id":"d65eef0967214c7e9de4477697a93b3e","name":"Morning","panels":[{"id":"p1","kind":"pairMonitor","x":0,"y":0,"w":24,"h":10,"settings":{}}]}""")]
internal sealed record DashboardJson(
    [property: Description("Its id.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("Its panels.")] IReadOnlyList<PanelJson> Panels)
{
    public static DashboardJson Of(DashboardDefinition dashboard) => new(dashboard.Id, dashboard.Settings.Name, [.. dashboard.Settings.Panels.Select(PanelJson.Of)]);
}

/// <summary>A dashboard as a request states it.</summary>
[Example("""{"name":"Morning","panels":[{"id":"p1","kind":"pairMonitor","x":0,"y":0,"w":24,"h":10}]}""")]
internal sealed record DashboardBody(
    [property: Description("Ignored when it is the dashboard's own id, as in an answer that is sent back.")] string? Id,
    [property: Description("1 to 80 characters."), Required] string? Name,
    [property: Description("At most 50. Default: none.")] IReadOnlyList<PanelJson>? Panels) : IDefinitionBody<DashboardSettings>
{
    /// <inheritdoc/>
    public Task<DashboardSettings?> Read(UserGrains user, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(Name))
        {
            errors.Add("name", "required", "Give the dashboard a name.");
        }

        var panels = (Panels ?? []).Select((panel, index) => panel is null ? Missing(index) : panel.Read(errors.Within($"panels[{index}]"))).OfType<DashboardPanel>().ToList();
        return Task.FromResult(Name is null ? null : new DashboardSettings(Name, [.. panels]));

        DashboardPanel? Missing(int index)
        {
            errors.Add($"panels[{index}]", "a panel", "A panel is missing.");
            return null;
        }
    }
}

/// <summary>The signed-in user's dashboards.</summary>
internal static class DashboardEndpoints
{
    private static readonly DefinitionCalls<DashboardDefinition, DashboardSettings, DashboardBody, DashboardJson> Calls = new()
    {
        Noun = "dashboard",
        Tag = "Workspace",
        AddHelp = "Panels of kinds that the pages do not know are kept for your own programs.",
        All = user => user.Workspace.GetDashboards(),
        One = (user, id) => user.Workspace.GetDashboard(id),
        Add = (user, settings) => user.Workspace.AddDashboard(settings),
        Change = (user, id, settings, version) => user.Workspace.UpdateDashboard(id, settings, version),
        Delete = (user, id, _) => user.Workspace.DeleteDashboard(id),
        Order = (user, ids) => user.Workspace.OrderDashboards(ids),
        Show = DashboardJson.Of,
    };

    public static void MapDashboards(this IEndpointRouteBuilder api) => Calls.Map(api);
}
