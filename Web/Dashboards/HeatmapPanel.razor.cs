using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Dashboards;

/// <summary>Correlations over the last minutes, read again every minute while shown.</summary>
public sealed partial class HeatmapPanel : IAsyncDisposable
{
    private const int Window = 240;

    /// <summary>More would not be readable.</summary>
    private const int MaxSymbols = 16;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private CorrelationTable? table;
    private ITimer? timer;
    private bool failed;
    private bool few;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<HeatmapPanel> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await Load();
            timer = Time.CreateTimer(_ => _ = InvokeAsync(Reload), null, Every, Every);
        }
    }

    private async Task Reload()
    {
        await Load();
        StateHasChanged();
    }

    private async Task Load()
    {
        try
        {
            var symbols = (await Grains.Call(user => user.Workspace.GetPairs())).SelectMany(pair => new[] { pair.Settings.Y, pair.Settings.X }).Where(symbol => !symbol.IsUpload).Distinct().Take(MaxSymbols).ToList();
            few = symbols.Count < 2;
            if (!few)
            {
                var outcome = await Grains.Call(user => user.Analytics.GetCorrelation([.. symbols], Interval.OneMinute, Window));
                failed = !outcome.Accepted;
                table = outcome.Value ?? table;
            }
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            failed = true;
        }
    }

    private static string Short(SymbolKey symbol) => symbol.Symbol.EndsWith("USDT", StringComparison.Ordinal) ? symbol.Symbol[..^4] : symbol.Symbol;

    private static string Colour(double? value) => value is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"background: color-mix(in srgb, var({(known < 0 ? "--chart-below" : "--chart-above")}) {Math.Abs(known) * 45:0}%, transparent)")
        : "";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Correlations could not be read for a panel.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
