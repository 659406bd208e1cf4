using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>The user's pairs, live.</summary>
public sealed partial class PairsPage : IAsyncDisposable
{
    private static readonly IReadOnlyList<Ui.Choice<PairNarrowing>> Narrowings =
    [
        new(PairNarrowing.All, PairTexts.ShowAll), new(PairNarrowing.Signals, PairTexts.ShowSignals), new(PairNarrowing.Beyond, PairTexts.ShowBeyond),
        new(PairNarrowing.NotReady, PairTexts.ShowNotReady), new(PairNarrowing.Trouble, PairTexts.ShowTrouble),
    ];

    private PairListFeed? feed;
    private IReadOnlyList<PairRow> rows = [];
    private IReadOnlyList<PairRow> shown = [];
    private PairNarrowing narrowing;
    private DateTimeOffset now;
    private View view = View.Loading;
    private PairDefinition? edited;
    private PairSettings? copied;
    private bool adding;
    private bool busy;

    private enum View
    {
        Loading,
        Failed,
        Empty,
        List,
    }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILiveFeed Live { get; set; } = default!;

    [Inject]
    private ILogger<PairsPage> Logger { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PairActions Actions { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (feed is not null)
        {
            Changes.Changed -= feed.Reload;
            await feed.DisposeAsync();
        }
    }

    /// <summary>Set by a link that wants a new pair to be added.</summary>
    [SupplyParameterFromQuery(Name = "new")]
    public string? New { get; set; }

    /// <summary>Y of that pair, as <c>venue:SYMBOL</c>.</summary>
    [SupplyParameterFromQuery(Name = "y")]
    public string? NewY { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => adding |= New is not null && RendererInfo.IsInteractive;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            feed = new PairListFeed(Grains, Live, Pace, Logger);
            Changes.Changed += feed.Reload;
            await feed.Start(() => _ = InvokeAsync(Show));
        }
    }

    private static string SearchText(PairRow row) => $"{row.Name} {row.Definition.Settings.Y.Shown} {row.Definition.Settings.X.Shown} {row.Definition.Settings.Interval}";

    private static string Toggle(PairRow row) => row.Definition.Settings.Enabled ? PairTexts.Disable : PairTexts.Enable;

    private static string Readiness(PairRow row) => row switch
    {
        { Definition.Settings.Enabled: false } => PairTexts.Paused,
        { Snapshot: null } => Ui.UiTexts.Loading,
        { Snapshot.Ready: true } => PairTexts.Ready,
        { Snapshot: var snapshot } when snapshot.Samples < snapshot.Required => PairTexts.WarmingShort(snapshot.Samples, snapshot.Required),
        { Snapshot.Reason: var reason } => reason,
    };

    private void Show()
    {
        rows = feed!.Rows;
        shown = [.. rows.Where(row => narrowing.Admits(row))];
        now = Pace.Time.GetUtcNow();
        view = feed switch
        {
            { Failed: true, Loaded: false } => View.Failed,
            { Loaded: false } => View.Loading,
            _ => rows.Count == 0 ? View.Empty : View.List,
        };
        StateHasChanged();
    }

    private void Narrow(object? choice)
    {
        narrowing = Enum.Parse<PairNarrowing>((string)choice!);
        Show();
    }

    private void Add() => adding = true;

    private Task Retry() => feed?.Reload() ?? Task.CompletedTask;

    private void CloseEditor()
    {
        adding = false;
        edited = null;
        if (New is not null)
        {
            Navigation.NavigateTo("pairs", replace: true);
        }
        copied = null;
    }

    private Task SetEnabled(PairRow row) => Actions.SetEnabled(row.Definition, !row.Definition.Settings.Enabled);

    private async Task AddExamples()
    {
        busy = true;
        await Actions.AddExamples();
        busy = false;
    }
}
