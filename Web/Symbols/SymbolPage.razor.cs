using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>One symbol, live.</summary>
public sealed partial class SymbolPage : IAsyncDisposable
{
    private static readonly IReadOnlyList<Choice<Interval>> intervals = [.. Contracts.Markets.Intervals.All.Select(interval => new Choice<Interval>(interval, interval.Name()))];

    private SymbolFeed? feed;
    private SymbolChart? chart;
    private SymbolKey key;
    private Interval interval = Interval.OneSecond;
    private View view = View.Loading;
    private string? opened;
    private DatasetInfo? dataset;
    private bool pairing;
    private bool collected;
    private bool tracked;
    private bool gone;

    private enum View
    {
        Loading,
        Missing,
        Shown,
    }

    /// <summary>As users write a symbol: <c>BTCUSDT</c>, <c>demo:BTCUSDT</c> or <c>upload:{datasetId}</c>.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Name of the bars' interval.</summary>
    [SupplyParameterFromQuery(Name = "interval")]
    public string? IntervalName { get; set; }

    /// <summary>Open time of the bar that the chart begins at, Unix ms; null: at the newest.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public long? At { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private AlwaysOnSymbols AlwaysOn { get; set; } = default!;

    [Inject]
    private SymbolActions Actions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<SymbolPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        gone = true;
        await Close();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            if (IsUpload && await Grains.Call(user => user.Find(Name)) is null)
            {
                Navigation.NotFound();
            }

            return;
        }

        var wanted = $"{Name}?{IntervalName}";
        if (opened != wanted)
        {
            opened = wanted;
            interval = Intervals.TryParse(IntervalName, out var chosen) ? chosen : Interval.OneSecond;
            await Look();
        }
    }

    private bool IsUpload => Name.StartsWith($"{Venues.Upload}:", StringComparison.Ordinal);

    private IReadOnlyList<Choice<Interval>> Choices => dataset is null ? intervals : [.. intervals.Where(choice => dataset.Intervals.Contains(choice.Value))];

    private async Task Look()
    {
        dataset = null;
        if (await Grains.Call(user => user.Find(Name)) is not { } found)
        {
            view = View.Missing;
            await Close();
            return;
        }

        key = found;
        if (found.IsUpload && await Grains.Call(user => user.Dataset(found.Shown).Get()) is { Intervals.Length: > 0 } upload)
        {
            (dataset, collected, view) = (upload, true, View.Shown);
            interval = upload.Intervals.Contains(interval) ? interval : upload.Intervals[0];
            await Open();
            return;
        }

        tracked = (await Grains.Call(user => user.Workspace.GetTracked())).Contains(found);
        var active = await Grains.Call(user => user.ActiveVenue.Get());
        collected = tracked || (found.Venue == active && AlwaysOn.Contains(found.Symbol)) || (await Grains.Call(UserSymbols.Of)).Contains(found);
        view = View.Shown;
        await Open();
    }

    private async Task Open()
    {
        await Close();
        if (!collected)
        {
            return;
        }

        var opening = new SymbolFeed(Grains, Live, Pace, key, interval, Logger);
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

    private async Task Show(SymbolFeed changed)
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

    private void Choose(Interval chosen) => Navigation.NavigateTo($"symbols/{Name}?interval={chosen.Name()}", replace: true);

    private async Task Track()
    {
        if (await Actions.Track(key))
        {
            await Look();
        }
    }

    private async Task Untrack()
    {
        await Actions.Untrack(key, () => InvokeAsync(Look));
        await Look();
    }
}
