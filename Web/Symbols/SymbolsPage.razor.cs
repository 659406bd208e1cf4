using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>The symbols to choose from, with those collected for the user first.</summary>
public sealed partial class SymbolsPage : IAsyncDisposable
{
    private SymbolListFeed? feed;
    private bool onlyCollected;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private AlwaysOnSymbols AlwaysOn { get; set; } = default!;

    [Inject]
    private SymbolActions Actions { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<SymbolsPage> Logger { get; set; } = default!;

    private IReadOnlyList<SymbolRow> Shown => onlyCollected ? [.. feed!.Rows.Where(row => row.Collected)] : feed!.Rows;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => feed?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await Start();
        }
    }

    private async Task Start()
    {
        await DisposeAsync();
        feed = new SymbolListFeed(Grains, AlwaysOn, Pace, Logger);
        await feed.Run(() => _ = InvokeAsync(StateHasChanged));
    }

    private static string ToneOf(double? change) => change > 0 ? "up" : change < 0 ? "down" : "";

    private static string Verb(SymbolRow row) => row.Tracked ? SymbolTexts.Untrack : SymbolTexts.Track;

    private static string Why(SymbolRow row) => string.Join(", ", new[] { row.Tracked ? SymbolTexts.Tracked : null, row.AlwaysOn ? SymbolTexts.AlwaysOn : null, row.Leg ? SymbolTexts.Leg : null }.OfType<string>())
        is { Length: > 0 } reasons ? reasons : SymbolTexts.Not;

    private async Task Toggle(SymbolRow row)
    {
        if (row.Tracked)
        {
            await Actions.Untrack(row.Key, feed!.Refresh);
        }
        else
        {
            await Actions.Track(row.Key);
        }

        await feed!.Refresh();
    }
}
