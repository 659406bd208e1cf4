using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>Analyses the stored bars of both legs under settings that are not saved; one analysis at a time, the newest settings last.</summary>
public sealed partial class PairSettingsPreview
{
    /// <summary>More than the windows need would only take longer.</summary>
    private const int SpareBars = 60;

    private PairSettings? shown;
    private PairAnalysis? found;
    private PairSnapshot? saved;
    private string? problem;
    private bool busy;
    private bool again;

    /// <summary>What the form says now; null while it cannot be read.</summary>
    [Parameter]
    public PairSettings? Settings { get; set; }

    /// <summary>The saved pair's newest values; null for a new pair.</summary>
    [Parameter]
    public PairSnapshot? Current { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILogger<PairSettingsPreview> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Settings is null || (Settings with { Name = null }) == shown)
        {
            return;
        }

        shown = Settings with { Name = null };
        again = true;
        if (busy)
        {
            return;
        }

        busy = true;
        while (again)
        {
            again = false;
            await Analyse(shown);
            StateHasChanged();
        }

        busy = false;
    }

    private async Task Analyse(PairSettings settings)
    {
        try
        {
            var outcome = await Grains.Call(async user =>
            {
                var bars = Math.Min(IHistoryGrain.MaxRows, Math.Max(3 * Math.Clamp(settings.Window, 10, 5_000), 2 * Math.Clamp(settings.ZWindow, 10, 5_000)) + SpareBars);
                var range = new TimeRange(null, null, bars);
                var y = await user.History.GetBars(settings.Y, settings.Interval, range);
                var x = (await user.History.GetBars(settings.X, settings.Interval, range)).ToDictionary(bar => bar.OpenTime, bar => (double)bar.Close);
                var joint = y.Where(bar => x.ContainsKey(bar.OpenTime)).ToList();
                return await user.Analytics.AnalyzeSeries(new PairSeriesInput(
                    [.. joint.Select(bar => (double)bar.Close)], [.. joint.Select(bar => x[bar.OpenTime])], [.. joint.Select(bar => bar.OpenTime)], settings));
            });
            // What is saved goes on moving; both are shown as they were at this moment.
            saved = Current;
            found = outcome.Accepted ? outcome.Value : null;
            problem = outcome.Accepted ? null : string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message));
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            (found, problem) = (null, PairTexts.PreviewFailed);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unsaved settings of a pair could not be previewed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
