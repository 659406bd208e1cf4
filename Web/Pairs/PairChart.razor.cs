using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>Both legs, the spread, z, correlation and β of one pair, on one time axis.</summary>
public sealed partial class PairChart : LiveChart
{
    /// <summary>The pair; another one needs another chart (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public required PairFeed Feed { get; set; }

    /// <summary>Only an overlay of the legs and z, whatever the user chose for the pair's own page.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <inheritdoc/>
    protected override string Script => "lib/pairChart.js";

    /// <inheritdoc/>
    protected override object Rows => Feed.Start;

    /// <summary>Called by the script when the user panned to the oldest row.</summary>
    [JSInvokable]
    public Task<PairChartRows> LoadBefore(double openTime) => Feed.Before((long)openTime);

    /// <inheritdoc/>
    protected override async Task<object> TakeUpdate() => await Feed.TakeUpdate();

    /// <inheritdoc/>
    protected override object Options()
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
            compact = Compact,
            intervalMs = settings.Interval.Ms(),
            entry = settings.Entry,
            exit = settings.Exit,
            stop = settings.Stop,
            pictureName = $"{settings.Y.Symbol}-{settings.X.Symbol}-{settings.Interval.Name()}",
            icons = "/" + Assets["lib/icons.svg"],
            texts = ChartTexts.For(PairTexts.SpreadUnit(settings.Transform, quote), settings.Interval.Name()),
        };
    }
}
