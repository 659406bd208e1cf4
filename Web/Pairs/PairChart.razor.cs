using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>Candles of both legs, the spread and z of one pair, on one time axis.</summary>
public sealed partial class PairChart : IAsyncDisposable
{
    private ElementReference element;
    private IJSObjectReference? module;
    private IJSObjectReference? chart;
    private DotNetObjectReference<PairChart>? self;
    private bool pushing;

    /// <summary>The pair; another one needs another chart (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public required PairFeed Feed { get; set; }

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    /// <summary>Sends what is new to the browser; updates that come while one is on its way wait for the next call.</summary>
    public async Task Push()
    {
        if (chart is null || pushing)
        {
            return;
        }

        pushing = true;
        try
        {
            await chart.InvokeVoidAsync("push", await Feed.TakeUpdate());
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
        finally
        {
            pushing = false;
        }
    }

    /// <summary>Called by the script when the user panned to the oldest row.</summary>
    [JSInvokable]
    public Task<PairChartRows> LoadBefore(double openTime) => Feed.Before((long)openTime);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (chart is not null)
            {
                await chart.InvokeVoidAsync("dispose");
                await chart.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and the chart with it.
        }

        self?.Dispose();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        module = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/pairChart.js"]);
        var made = await module.InvokeAsync<IJSObjectReference>("create", element, self, Options());
        await made.InvokeVoidAsync("load", Feed.Start);
        chart = made;
        await Push();
    }

    private object Options()
    {
        var settings = Feed.Definition!.Settings;
        var quote = Feed.SymbolY?.QuoteAsset ?? "";
        return new
        {
            y = settings.Y.Shown,
            x = settings.X.Shown,
            decimalsY = Format.PriceDecimals(Feed.Snapshot?.PriceY, Feed.SymbolY?.TickSize),
            decimalsX = Format.PriceDecimals(Feed.Snapshot?.PriceX, Feed.SymbolX?.TickSize),
            unit = quote,
            intervalMs = settings.Interval.Ms(),
            entry = settings.Entry,
            exit = settings.Exit,
            stop = settings.Stop,
            volume = true,
            icons = "/" + Assets["lib/icons.svg"],
            texts = ChartTexts.For(PairTexts.SpreadUnit(settings.Transform, quote), settings.Interval.Name()),
        };
    }
}
