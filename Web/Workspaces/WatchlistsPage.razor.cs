using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Workspaces;

/// <summary>The user's watchlists, and one of them live.</summary>
public sealed partial class WatchlistsPage : IAsyncDisposable
{
    private ImmutableArray<WatchlistDefinition> lists = [];
    private WatchlistDefinition? shown;
    private IReadOnlyList<PairRow> pairs = [];
    private IReadOnlyList<Choice<SymbolKey?>> symbols = [];
    private PairListFeed? feed;
    private SymbolPricesFeed? prices;
    private View view = View.Loading;
    private bool creating;
    private string? newName;
    private int draggedList = -1;

    private enum View
    {
        Loading,
        Failed,
        Empty,
        Lists,
    }

    /// <summary>Id of the list that is shown; null: the first.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private WorkspaceCalls Calls { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<WatchlistsPage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Changes.Changed -= Reload;
        if (feed is not null)
        {
            await feed.DisposeAsync();
        }

        if (prices is not null)
        {
            await prices.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        prices = new SymbolPricesFeed(Grains, Live, Pace, Logger);
        prices.Start(() => _ = InvokeAsync(StateHasChanged));
        feed = new PairListFeed(Grains, Live, Pace, Logger);
        Changes.Changed += Reload;
        await Reload();
        await feed.Start(() => _ = InvokeAsync(ShowPairs));
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => view == View.Lists ? Choose() : Task.CompletedTask;

    private void ShowPairs()
    {
        pairs = feed!.Rows;
        StateHasChanged();
    }

    private async Task Reload()
    {
        try
        {
            await Grains.Call(async user =>
            {
                lists = await user.Workspace.GetWatchlists();
                var venue = await user.ActiveVenue.Get();
                symbols = [.. (await user.Catalog(venue).GetSymbols()).Select(symbol => new Choice<SymbolKey?>(new SymbolKey(venue, symbol.Symbol), symbol.Symbol, $"{symbol.BaseAsset} / {symbol.QuoteAsset}"))];
            });
            view = lists.IsEmpty ? View.Empty : View.Lists;
            await Choose();
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogUnreadable(Logger, exception);
            view = View.Failed;
        }

        await InvokeAsync(StateHasChanged);
    }

    private async Task Choose()
    {
        shown = lists.FirstOrDefault(list => list.Id == Id) ?? lists.FirstOrDefault();
        if (prices is not null)
        {
            await prices.Follow(shown?.Settings.Symbols ?? []);
        }
    }

    private async Task Create()
    {
        var outcome = await Calls.Try(user => user.Workspace.AddWatchlist(new WatchlistSettings((newName ?? "").Trim(), [], [])));
        if (Calls.Tell(outcome))
        {
            (creating, newName) = (false, null);
            await Reload();
            Navigation.NavigateTo($"watchlists/{outcome!.Value!.Id}");
        }
    }

    private async Task Change(WatchlistSettings settings)
    {
        await Calls.Do(user => user.Workspace.UpdateWatchlist(shown!.Id, settings, shown.Version));
        await Reload();
    }

    private async Task MoveList(int from, int to)
    {
        var moved = Sequence.Move(lists, from, to);
        if (moved != lists)
        {
            await Calls.Do(user => user.Workspace.OrderWatchlists([.. moved.Select(list => list.Id)]));
            await Reload();
        }
    }

    private Task Delete() => Delete(shown!, force: false);

    private async Task Delete(WatchlistDefinition list, bool force)
    {
        var outcome = await Calls.Try(user => user.Workspace.DeleteWatchlist(list.Id, force));
        if (outcome is { Accepted: true })
        {
            Toasts.Show(new Toast(WorkspaceTexts.Deleted(list.Settings.Name), ActionText: WorkspaceTexts.Undo, Action: () => Restore(list)));
            Navigation.NavigateTo("watchlists");
        }
        else if (outcome is { Refusals: var refusals } && !force && refusals.All(refusal => refusal.Code == Contracts.RefusalCodes.Conflict))
        {
            // The rules that use it are named; deleting them is a second decision.
            Toasts.Show(new Toast(string.Join(' ', refusals.Select(refusal => refusal.Message)), "down", WorkspaceTexts.ForceDelete, () => Delete(list, force: true)));
        }
        else
        {
            Calls.Tell(outcome);
        }

        await Reload();
    }

    private async Task Restore(WatchlistDefinition list)
    {
        await Calls.Do(user => user.Workspace.AddWatchlist(list.Settings));
        await Reload();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The watchlists could not be read for a page.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
