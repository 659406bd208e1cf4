using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Shell;

/// <summary>Keys, palette and the choices about the view of one browser tab.</summary>
public sealed partial class ShellKeys : IAsyncDisposable
{
    private const string Utc = "UTC";

    private IJSObjectReference? script;
    private IJSObjectReference? keys;
    private DotNetObjectReference<ShellKeys>? self;
    private PreferencesFeed? preferences;
    private bool palette;
    private bool sheet;

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ShownZone Zone { get; set; } = default!;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    [Inject]
    private ILogger<ShellKeys> Logger { get; set; } = default!;

    [JSInvokable]
    public void OpenPalette()
    {
        (palette, sheet) = (true, false);
        StateHasChanged();
    }

    [JSInvokable]
    public void OpenShortcuts()
    {
        (palette, sheet) = (false, true);
        StateHasChanged();
    }

    [JSInvokable]
    public void NewPair() => Navigation.NavigateTo("pairs?new=1");

    /// <summary>The second key of "g p".</summary>
    [JSInvokable]
    public void Go(string key)
    {
        if (ShellPages.Keys.FirstOrDefault(entry => entry.Key == key).Page is { } chosen)
        {
            Navigation.NavigateTo(chosen.Address);
        }
    }

    /// <summary>The zone that times are shown in, when the page starts and when it changes.</summary>
    [JSInvokable]
    public void ZoneChosen(string zone) => Zone.Choose(zone);

    /// <summary>The user chose: kept for their other browsers.</summary>
    [JSInvokable]
    public async Task Chosen(string theme, string density, string zone)
    {
        var settings = new PreferenceSettings
        {
            Theme = Enum.TryParse<Theme>(theme, ignoreCase: true, out var chosenTheme) ? chosenTheme : Theme.System,
            Density = Enum.TryParse<Density>(density, ignoreCase: true, out var chosenDensity) ? chosenDensity : Density.Comfortable,
            TimeZone = zone == Utc ? null : zone,
        };
        try
        {
            await Grains.Call(user => user.Workspace.SetPreferences(settings, null));
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            // The choice still holds in this browser.
            LogFailed(Logger, exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (preferences is not null)
        {
            await preferences.DisposeAsync();
        }

        try
        {
            if (keys is not null)
            {
                await keys.InvokeVoidAsync("dispose");
                await keys.DisposeAsync();
            }

            if (script is not null)
            {
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its keys with it.
        }

        self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        script = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/shellKeys.js"]);
        keys = await script.InvokeAsync<IJSObjectReference>("bind", self);
        preferences = new PreferencesFeed(Grains, Pace, Logger);
        preferences.Start(Show);
    }

    private async Task<bool> Show(PreferenceSettings settings)
    {
        var shown = false;
        await InvokeAsync(async () => shown = await script!.InvokeAsync<bool>(
            "prefer", settings.Theme.ToString().ToLowerInvariant(), settings.Density.ToString().ToLowerInvariant(), settings.TimeZone ?? Utc));
        return shown;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The preferences of a user could not be stored.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
