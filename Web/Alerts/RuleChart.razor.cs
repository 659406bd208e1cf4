using Microsoft.AspNetCore.Components;
using QuantPlatform.Web.Live;

namespace QuantPlatform.Web.Alerts;

/// <summary>What a rule's first condition compared, with its levels and the alerts; one target, another one needs another chart (<c>@key</c>).</summary>
public sealed partial class RuleChart : LiveChart
{
    private RuleChartRows? sent;

    /// <summary>Unique on the page; what describes it is <c>{Id}-says</c> and <c>{Id}-keys</c>.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Newer ones are drawn in place.</summary>
    [Parameter, EditorRequired]
    public required RuleChartRows Data { get; set; }

    [Parameter, EditorRequired]
    public required string Metric { get; set; }

    [Parameter, EditorRequired]
    public required int Decimals { get; set; }

    [Parameter, EditorRequired]
    public required long IntervalMs { get; set; }

    /// <summary>Longer than a bar: the lowest and highest of each such stretch are drawn.</summary>
    [Parameter, EditorRequired]
    public required long StepMs { get; set; }

    /// <inheritdoc/>
    protected override string Script => "lib/ruleChart.js";

    /// <inheritdoc/>
    protected override object Rows => Data;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // What changes while something is on its way to the browser follows it.
        for (var last = sent; last is not null && last != Data; last = sent)
        {
            await Push();
            if (sent == last)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    protected override Task<object> TakeUpdate()
    {
        sent = Data;
        return Task.FromResult<object>(Data);
    }

    /// <inheritdoc/>
    protected override object Options() => new
    {
        metric = Metric,
        decimals = Decimals,
        intervalMs = IntervalMs,
        stepMs = StepMs,
        minBarSpacing = 0.02,
        pictureName = "rule",
        icons = "/" + Assets["lib/icons.svg"],
        texts = RuleChartTexts.ForScript(IntervalMs),
    };
}
