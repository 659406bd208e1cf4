using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>Candles of one symbol.</summary>
public sealed partial class SymbolChart : LiveChart
{
    /// <summary>The symbol at one interval; another one needs another chart (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public required SymbolFeed Feed { get; set; }

    /// <inheritdoc/>
    protected override string Script => "lib/symbolChart.js";

    /// <inheritdoc/>
    protected override object Rows => Feed.Start;

    /// <summary>Called by the script when the user panned to the oldest row.</summary>
    [JSInvokable]
    public Task<IReadOnlyList<double?[]>> LoadBefore(double openTime) => Feed.Before((long)openTime);

    /// <inheritdoc/>
    protected override async Task<object> TakeUpdate() => await Feed.TakeUpdate();

    /// <inheritdoc/>
    protected override object Options() => new
    {
        name = Feed.Name,
        unit = Feed.Info?.QuoteAsset ?? "",
        decimals = Format.PriceDecimals((double?)Feed.LastPrice, Feed.Info?.TickSize),
        intervalMs = Feed.Interval.Ms(),
        pictureName = $"{Feed.Symbol.Shown}-{Feed.Interval.Name()}",
        icons = "/" + Assets["lib/icons.svg"],
        texts = ChartTexts.For("", Feed.Interval.Name()),
    };
}
