using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Dashboards;

/// <summary>The user's panels, as they arranged them; before they did, a first arrangement that is stored with the first change.</summary>
public sealed partial class DashboardPage : IAsyncDisposable
{
    private ImmutableArray<DashboardDefinition> all = [];
    private DashboardDefinition? stored;
    private DashboardSettings? shown;
    private PairListFeed? pairs;
    private ElementReference grid;
    private IJSObjectReference? module;
    private IJSObjectReference? drags;
    private DotNetObjectReference<DashboardPage>? self;
    private View view = View.Loading;
    private string? opened;
    private bool editing;
    private bool adding;
    private bool busy;

    private enum View
    {
        Loading,
        Gone,
        Failed,
        Shown,
    }

    /// <summary>Id of a dashboard; null: the first.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    [Inject]
    private PairActions Actions { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<DashboardPage> Logger { get; set; } = default!;

    /// <summary>Called by the script when a panel was dropped somewhere.</summary>
    [JSInvokable]
    public async Task Dropped(string id, int x, int y, int w, int h)
    {
        if (shown?.Panels.FirstOrDefault(panel => panel.Id == id) is { } dropped)
        {
            await Put(dropped with { X = x, Y = y, W = w, H = h });
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (pairs is not null)
        {
            Changes.Changed -= pairs.Reload;
            await pairs.DisposeAsync();
        }

        try
        {
            if (drags is not null)
            {
                await drags.InvokeVoidAsync("dispose");
                await drags.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }

        self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || (opened is not null && opened == (Id ?? "")))
        {
            return;
        }

        opened = Id ?? "";
        await Load();
        if (pairs is null)
        {
            pairs = new PairListFeed(Grains, Live, Pace, Logger);
            Changes.Changed += pairs.Reload;
            await pairs.Start(() => _ = InvokeAsync(StateHasChanged));
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Not the module: it is still on its way when the page renders again.
        if (shown is not null && self is null && RendererInfo.IsInteractive)
        {
            self = DotNetObjectReference.Create(this);
            module = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/dashboard.js"]);
            drags = await module.InvokeAsync<IJSObjectReference>("bind", grid, self);
        }
    }

    private async Task Load()
    {
        try
        {
            all = await Grains.Call(user => user.Workspace.GetDashboards());
            stored = Id is null ? all.FirstOrDefault() : all.FirstOrDefault(dashboard => dashboard.Id == Id);
            shown = stored?.Settings ?? (Id is null ? FirstDashboard.For(await Grains.Call(user => user.Workspace.GetPairs())) : null);
            view = shown is null ? View.Gone : View.Shown;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            view = View.Failed;
        }
    }

    private async Task AddExamples()
    {
        busy = true;
        await Actions.AddExamples();
        busy = false;
        if (stored is null)
        {
            await Load();
        }
    }

    private Task Put(DashboardPanel panel) => Save(shown! with { Panels = DashboardGrid.Put(shown!.Panels, panel) });

    private Task Rename(string? name) => string.IsNullOrWhiteSpace(name) ? Task.CompletedTask : Save(shown! with { Name = name.Trim() });

    private async Task Remove(DashboardPanel panel)
    {
        await Save(shown! with { Panels = DashboardGrid.Remove(shown!.Panels, panel.Id) });
        Toasts.Show(new Toast(DashboardTexts.Removed(PanelKinds.Title(panel.Kind)), ActionText: PairTexts.Undo, Action: () => InvokeAsync(async () =>
        {
            await Put(panel);
            StateHasChanged();
        })));
    }

    private async Task AddPanel(DashboardPanel panel)
    {
        adding = false;
        await Put(panel with { Id = NewId(), Y = DashboardGrid.Bottom(shown!.Panels) });
    }

    private string NewId() => Enumerable.Range(1, 10_000).Select(number => $"p{number}").First(id => shown!.Panels.All(panel => panel.Id != id));

    private async Task AddDashboard()
    {
        var outcome = await Try(user => user.Workspace.AddDashboard(new DashboardSettings(DashboardTexts.NewName, [])));
        if (outcome is not null)
        {
            Navigation.NavigateTo($"dashboards/{outcome.Id}");
        }
    }

    private async Task Delete()
    {
        if (await Try(user => user.Workspace.DeleteDashboard(stored!.Id)) is not null)
        {
            (editing, opened) = (false, null);
            Navigation.NavigateTo("");
            await Load();
        }
    }

    /// <summary>Shows a change at once and stores it; refused, the stored dashboard is shown again.</summary>
    private async Task Save(DashboardSettings next)
    {
        shown = next;
        var saved = await Try(user => stored is null ? user.Workspace.AddDashboard(next) : user.Workspace.UpdateDashboard(stored.Id, next, stored.Version));
        if (saved is null)
        {
            await Load();
            return;
        }

        stored = saved;
        all = all.Any(dashboard => dashboard.Id == saved.Id) ? [.. all.Select(dashboard => dashboard.Id == saved.Id ? saved : dashboard)] : all.Add(saved);
    }

    private async Task<DashboardDefinition?> Try(Func<UserGrains, Task<Outcome<DashboardDefinition>>> action)
    {
        try
        {
            var outcome = await Grains.Call(action);
            if (outcome.Accepted)
            {
                return outcome.Value;
            }

            Toasts.Show(new Toast(outcome.Refusals[0].Code == RefusalCodes.Stale ? DashboardTexts.Stale : string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)), "down"));
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            Toasts.Show(new Toast(DashboardTexts.SaveFailed, "down"));
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A dashboard could not be read or stored.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
