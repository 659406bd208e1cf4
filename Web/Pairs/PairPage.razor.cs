using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>One pair, live.</summary>
public sealed partial class PairPage : IAsyncDisposable
{
    private PairFeed? feed;
    private PairChart? chart;
    private string? opened;
    private bool editing;
    private bool copying;
    private bool gone;

    /// <summary>Id of the pair.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Open time of the bar that the chart begins at, Unix ms; null: at the newest.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public long? At { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private ILogger<PairPage> Logger { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    [Inject]
    private PairActions Actions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Title => feed?.Definition?.DisplayName ?? PairTexts.Pair;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        gone = true;
        Changes.Changed -= Reopen;
        await Close();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Changes.Changed += Reopen;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && opened != Id)
        {
            opened = Id;
            await Open();
        }
    }

    private async Task Open()
    {
        await Close();
        var opening = new PairFeed(Grains, Live, Pace, Id, Logger);
        feed = opening;
        StateHasChanged();
        await opening.Run(() => _ = InvokeAsync(() => Show(opening)));
    }

    private async Task Close()
    {
        var closing = feed;
        feed = null;
        if (closing is not null)
        {
            await closing.DisposeAsync();
        }
    }

    private async Task Show(PairFeed changed)
    {
        if (gone || changed != feed)
        {
            return;
        }

        StateHasChanged();
        try
        {
            await (chart?.Push() ?? Task.CompletedTask);
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    /// <summary>Somebody in this tab changed pairs: when it was this one, it is read again.</summary>
    private async Task Reopen()
    {
        if (feed?.Definition is { } shown)
        {
            var now = await Grains.Call(user => user.Workspace.GetPair(shown.Id));
            if (now?.Version != shown.Version)
            {
                await InvokeAsync(Open);
            }
        }
    }

    private Task Toggle() => Actions.SetEnabled(feed!.Definition!, !feed.Definition!.Settings.Enabled);

    private void Edited() => editing = false;

    private void Deleted() => Navigation.NavigateTo("pairs");
}
