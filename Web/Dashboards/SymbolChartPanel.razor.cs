using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Dashboards;

/// <summary>Follows one symbol that is collected for the user while its panel is shown.</summary>
public sealed partial class SymbolChartPanel : IAsyncDisposable
{
    private SymbolFeed? feed;
    private SymbolChart? chart;
    private bool missing;

    /// <summary><c>venue:SYMBOL</c>; null: none was chosen.</summary>
    [Parameter, EditorRequired]
    public required string? Symbol { get; set; }

    /// <summary>Name of the bars' interval; null: a minute.</summary>
    [Parameter]
    public string? Interval { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<SymbolChartPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => feed?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        missing = !SymbolKey.TryParse(Symbol, out var key) || !(await Grains.Call(UserSymbols.Of)).Contains(key);
        if (!missing)
        {
            feed = new SymbolFeed(Grains, Live, Pace, key, Intervals.TryParse(Interval, out var interval) ? interval : Contracts.Markets.Interval.OneMinute, Logger);
            await feed.Run(() => _ = InvokeAsync(Show));
        }
    }

    private async Task Show()
    {
        StateHasChanged();
        await (chart?.Push() ?? Task.CompletedTask);
    }
}
