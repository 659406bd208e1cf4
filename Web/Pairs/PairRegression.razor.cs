using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>The points of a pair's hedge window as two pictures, as they were when it was shown or refreshed.</summary>
public sealed partial class PairRegression : IAsyncDisposable
{
    private ElementReference scatter;
    private ElementReference histogram;
    private IJSObjectReference? module;
    private IJSObjectReference? chart;
    private bool busy;
    private bool failed;
    private bool empty;

    [Parameter, EditorRequired]
    public required PairDefinition Definition { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    [Inject]
    private ILogger<PairRegression> Logger { get; set; } = default!;

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
            // The browser is gone and the charts with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/regressionChart.js"]);
            chart = await module.InvokeAsync<IJSObjectReference>("create", scatter, histogram);
            await Load();
        }
    }

    private async Task Load()
    {
        (busy, failed) = (true, false);
        try
        {
            var settings = Definition.Settings;
            var points = (await Grains.Call(user => user.Pair(Definition.Id).GetSeries(new TimeRange(null, null, settings.Window)))).Points();
            empty = points.Length < 2;
            if (!empty)
            {
                await chart!.InvokeVoidAsync("show", Data(settings, points));
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception, Definition.Id);
            failed = true;
        }

        busy = false;
        StateHasChanged();
    }

    private static object Data(PairSettings settings, IReadOnlyList<PairPoint> points)
    {
        var log = settings.Transform == PriceTransform.Log;
        double Of(double price) => log ? Math.Log(price) : price;
        return new
        {
            points = points.Select(point => new[] { Of(point.PriceX), Of(point.PriceY) }),
            alpha = points[^1].Alpha,
            beta = points[^1].Beta,
            z = points.Where(point => point.Z is not null).Select(point => point.Z),
            entry = settings.Entry,
            nameX = RegressionTexts.Axis(settings.X.Symbol, log),
            nameY = RegressionTexts.Axis(settings.Y.Symbol, log),
            texts = RegressionTexts.Chart,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The points of pair {Pair} could not be read for a page.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string pair);
}
