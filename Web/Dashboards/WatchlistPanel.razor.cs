using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Dashboards;

/// <summary>One watchlist, read every two seconds while shown; z of its pairs comes from the dashboard's own list.</summary>
public sealed partial class WatchlistPanel : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private WatchlistDefinition? list;
    private IReadOnlyList<(SymbolKey Symbol, SymbolPrice Price)> symbols = [];
    private ITimer? timer;
    private bool failed;
    private bool gone;
    private bool reading;

    /// <summary>Id of the watchlist; null: none was chosen.</summary>
    [Parameter, EditorRequired]
    public required string? WatchlistId { get; set; }

    [CascadingParameter]
    private PairListFeed? Pairs { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<WatchlistPanel> Logger { get; set; } = default!;

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
        if (!reading)
        {
            await Load();
            StateHasChanged();
        }
    }

    private async Task Load()
    {
        reading = true;
        try
        {
            list = await Grains.Call(user => user.Workspace.GetWatchlist(WatchlistId ?? ""));
            gone = list is null;
            symbols = await Grains.Call(user => Task.WhenAll((list?.Settings.Symbols ?? []).Select(async symbol => (symbol, await SymbolPricesFeed.Price(user, symbol, symbols.FirstOrDefault(shown => shown.Symbol == symbol).Price)))));
            failed = false;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            failed = true;
        }

        reading = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A watchlist could not be read for a panel.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
