using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>The user's rules, with the state of every target and its reason.</summary>
public sealed partial class RulesPage : IDisposable
{
    private RuleFeed? feed;
    private RuleTarget? chosen;
    private RuleDefinition? edited;
    private bool adding;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private RuleActions Actions { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<RulesPage> Logger { get; set; } = default!;

    private RuleTarget? PresetTarget => feed!.Targets.Any(target => target.Value == chosen) ? chosen : feed.Targets[0].Value;

    /// <inheritdoc/>
    public void Dispose() => feed?.Dispose();

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return Task.CompletedTask;
        }

        feed = new RuleFeed(Grains, Time, Logger, () => _ = InvokeAsync(StateHasChanged));
        return feed.Load();
    }

    private static string Toggle(RuleRow row) => row.IsPaused ? AlertTexts.Resume : AlertTexts.Pause;

    private Task Take(RulePreset preset)
    {
        var target = feed!.Targets.First(choice => choice.Value == PresetTarget);
        return Do(Actions.Create(preset.Settings with { Name = $"{preset.Name} · {target.Text}", Target = target.Value }));
    }

    private Task Flip(RuleRow row) => Do(row.IsPaused ? Actions.Resume(row.Rule) : Actions.Pause(row.Rule));

    private async Task Do(Task action)
    {
        await action;
        await feed!.Load();
    }

    private Task Close()
    {
        (adding, edited) = (false, null);
        return feed!.Load();
    }
}
