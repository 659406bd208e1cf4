using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>The inbox, live, and the silences.</summary>
public sealed partial class AlertsPage : IAsyncDisposable
{
    private static readonly IReadOnlyList<Choice<AlertState?>> States =
    [
        new(null, AlertTexts.AnyState), .. Enum.GetValues<AlertState>().Select(state => new Choice<AlertState?>(state, AlertTexts.StateName(state))),
    ];

    private static readonly IReadOnlyList<Choice<AlertSeverity?>> Severities =
    [
        new(null, AlertTexts.AnySeverity), .. AlertTexts.Severities.Select(choice => new Choice<AlertSeverity?>(choice.Value, choice.Text)),
    ];

    private AlertsFeed? feed;
    private AlertRecord? shown;
    private IReadOnlyList<AlertRecord> history = [];

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private RuleActions Actions { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<AlertsPage> Logger { get; set; } = default!;

    private IReadOnlyList<Choice<string>> RuleChoices => [new("", AlertTexts.AnyRule), .. feed!.Rules.Select(rule => new Choice<string>(rule.Id, rule.Settings.Name))];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (feed is not null)
        {
            await feed.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return Task.CompletedTask;
        }

        feed = new AlertsFeed(Grains, Live, Pace, Logger, () => _ = InvokeAsync(StateHasChanged));
        return feed.Start();
    }

    /// <summary>The chart of what an alert is about, at its bar.</summary>
    internal static string ChartAddress(AlertRecord alert) => alert.Transition.Target.Pair is { } pair
        ? $"pairs/{pair}?at={alert.Transition.BarTime}"
        : $"symbols/{alert.Transition.Target.Symbol}?interval={alert.Transition.Interval.Name()}&at={alert.Transition.BarTime}";

    private string ExportAddress(string format)
    {
        var query = feed?.Query;
        var state = query?.State is { } chosen ? $"&state={ApiJson.WordOf(chosen)}" : "";
        var severity = query?.Severity is { } level ? $"&severity={level.ToString().ToLowerInvariant()}" : "";
        var rule = query?.RuleId is { } id ? $"&rule={id}" : "";
        var acknowledged = query?.Acknowledged is false ? "&acknowledged=false" : "";
        return $"api/v1/alerts?format={format}&limit=5000{state}{severity}{rule}{acknowledged}";
    }

    private Task FilterRule(string ruleId) => feed!.Filter(query => query with { RuleId = ruleId.Length == 0 ? null : ruleId });

    private async Task Show(AlertRecord alert)
    {
        (shown, history) = (alert, []);
        history = (await feed!.HistoryOf(alert)).Records;
    }

    private async Task Do(Task action)
    {
        await action;
        await feed!.Load();
    }
}
