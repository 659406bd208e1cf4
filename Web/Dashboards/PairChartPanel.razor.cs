using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Dashboards;

/// <summary>Follows one pair while its panel is shown.</summary>
public sealed partial class PairChartPanel : IAsyncDisposable
{
    private PairFeed? feed;
    private PairChart? chart;

    /// <summary>Id of the pair; null: none was chosen.</summary>
    [Parameter, EditorRequired]
    public required string? PairId { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<PairChartPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => feed?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            feed = new PairFeed(Grains, Live, Pace, PairId ?? "", Logger);
            await feed.Run(() => _ = InvokeAsync(Show));
        }
    }

    private async Task Show()
    {
        StateHasChanged();
        await (chart?.Push() ?? Task.CompletedTask);
    }
}
