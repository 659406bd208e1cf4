using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Shell;

/// <summary>The command palette, while it is open.</summary>
public sealed partial class CommandPalette
{
    private const int MaxShown = 40;
    private const int UntypedPairs = 8;

    private readonly List<PaletteItem> items = [];
    private List<PaletteItem> shown = [];
    private string query = "";
    private int active;
    private bool moved;

    /// <summary>Done with it: take the component away.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Opens the sheet of shortcuts.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnShortcuts { get; set; }

    /// <summary>The script that applies choices about the view.</summary>
    [Parameter, EditorRequired]
    public required IJSObjectReference Script { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<CommandPalette> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var admin = (await Authentication).User.IsInRole(Roles.Admin);
        items.Add(new PaletteItem(PaletteTexts.Actions, PaletteTexts.NewPair, "plus", "", "add create", () => Go("pairs?new=1")));
        foreach (var page in ShellPages.All.Where(section => admin || !section.AdminOnly).SelectMany(section => section.Pages))
        {
            items.Add(new PaletteItem(PaletteTexts.Pages, page.Title, page.Icon, "", page.Words, () => Go(page.Address)));
        }

        AddChoices();
        Filter();
        try
        {
            await Grains.Call(LoadOwn);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            // Pages and actions still work.
            LogUnread(Logger, exception);
        }

        Filter();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (moved)
        {
            moved = false;
            await Script.InvokeVoidAsync("reveal", "palette-list");
        }
    }

    private static string OptionId(int index) => $"palette-option-{index}";

    private async Task LoadOwn(UserGrains user)
    {
        var pairs = await user.Workspace.GetPairs();
        items.InsertRange(0, pairs.Select(pair => new PaletteItem(
            PaletteTexts.Pairs, pair.DisplayName, "scale", pair.Settings.Interval.Name(), $"{pair.Settings.Y.Shown} {pair.Settings.X.Shown}", () => Go($"pairs/{pair.Id}"))));
        var venue = await user.ActiveVenue.Get();
        var catalog = await user.Catalog(venue).GetSymbols();
        items.AddRange(catalog.Select(symbol => new PaletteItem(
            PaletteTexts.Symbols, symbol.Symbol, "chart-candle", $"{symbol.BaseAsset} / {symbol.QuoteAsset}", "", () => Go($"symbols/{new SymbolKey(venue, symbol.Symbol)}"))));
    }

    private void AddChoices()
    {
        (string Text, string Icon, string Choice)[] choices =
        [
            (PaletteTexts.ThemeLight, "sun", "theme:light"), (PaletteTexts.ThemeDark, "moon", "theme:dark"), (PaletteTexts.ThemeSystem, "device-desktop", "theme:system"),
            (PaletteTexts.DensityComfortable, "list-details", "density:comfortable"), (PaletteTexts.DensityCompact, "list", "density:compact"),
            (PaletteTexts.ZoneUtc, "clock", "zone:utc"), (PaletteTexts.ZoneOwn, "clock", "zone:own"),
        ];
        items.AddRange(choices.Select(choice => new PaletteItem(PaletteTexts.Actions, choice.Text, choice.Icon, "", "", () => Choose(choice.Choice))));
        items.Add(new PaletteItem(PaletteTexts.Actions, PaletteTexts.Shortcuts, "keyboard", "?", "help keys", () => OnShortcuts.InvokeAsync()));
    }

    private async Task Choose(string choice) => await Script.InvokeVoidAsync("choose", choice);

    private Task Go(string address)
    {
        Navigation.NavigateTo(address);
        return Task.CompletedTask;
    }

    private void Typed(ChangeEventArgs args)
    {
        query = args.Value as string ?? "";
        active = 0;
        Filter();
    }

    private void Filter()
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = words.Length == 0
            ? items.Where(item => item.Group != PaletteTexts.Symbols)
                .Where((item, index) => item.Group != PaletteTexts.Pairs || index < UntypedPairs)
            : items.Select(item => (item, rank: item.Rank(words))).Where(entry => entry.rank > 0).OrderByDescending(entry => entry.rank).Select(entry => entry.item);
        // Groups stay together, the one with the best answer first.
        shown = [.. found.Take(MaxShown).GroupBy(item => item.Group, StringComparer.Ordinal).SelectMany(group => group)];
        active = Math.Clamp(active, 0, Math.Max(0, shown.Count - 1));
    }

    private async Task Pressed(KeyboardEventArgs args)
    {
        switch (args.Key)
        {
            case "ArrowDown" when shown.Count > 0:
                (active, moved) = ((active + 1) % shown.Count, true);
                break;
            case "ArrowUp" when shown.Count > 0:
                (active, moved) = ((active + shown.Count - 1) % shown.Count, true);
                break;
            case "Enter" when shown.Count > 0:
                await Run(shown[active]);
                break;
        }
    }

    private async Task Run(PaletteItem item)
    {
        await OnClose.InvokeAsync();
        await item.Run();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command palette could not read pairs and symbols.")]
    private static partial void LogUnread(ILogger logger, Exception exception);
}
