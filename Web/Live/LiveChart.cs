using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Live;

/// <summary>A chart that a script draws into the component's <see cref="Element"/>: it gets its first rows, then what is new.</summary>
public abstract class LiveChart : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? module;
    private IJSObjectReference? chart;
    private IDisposable? self;
    private bool pushing;
    private bool gone;

    /// <summary>Open time of the bar to begin at, Unix ms; null: at the newest.</summary>
    [Parameter]
    public long? At { get; set; }

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    [Inject]
    private PagePace Pace { get; set; } = default!;

    /// <summary>The script's file among the static assets. It exports <c>create(element, owner, options)</c>.</summary>
    protected abstract string Script { get; }

    /// <summary>What the script's <c>load</c> gets.</summary>
    protected abstract object Rows { get; }

    /// <summary>Where it draws.</summary>
    protected ElementReference Element { get; set; }

    /// <summary>The script measured that frames are dear in this browser, or cheap again.</summary>
    [JSInvokable]
    public void SetSlow(bool slow) => Pace.SetSlow(slow);

    /// <summary>Sends what is new to the browser; updates that come while one is on its way wait for the next call.</summary>
    public async Task Push()
    {
        if (chart is null || pushing)
        {
            return;
        }

        pushing = true;
        try
        {
            await chart.InvokeVoidAsync("push", await TakeUpdate());
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
        finally
        {
            pushing = false;
        }
    }

    /// <summary>Scrolls to the bar that opens at a time, Unix ms; nothing while the chart is being made.</summary>
    public async Task Show(long time)
    {
        try
        {
            await (chart?.InvokeVoidAsync("show", time) ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        gone = true;
        // A chart that is being made ends when it is there.
        if (chart is not null)
        {
            await End();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What came since the last call, for the script's <c>push</c>.</summary>
    protected abstract Task<object> TakeUpdate();

    /// <summary>The script's options.</summary>
    protected abstract object Options();

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        var owner = DotNetObjectReference.Create<object>(this);
        self = owner;
        try
        {
            module = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets[Script]);
            var made = await module.InvokeAsync<IJSObjectReference>("create", Element, owner, Options());
            await made.InvokeVoidAsync("load", Rows);
            chart = made;
        }
        catch (JSException) when (gone)
        {
            // It left the page while it was being made.
        }

        if (gone)
        {
            await End();
            return;
        }

        if (At is { } at)
        {
            await chart!.InvokeVoidAsync("show", at);
        }

        await Push();
    }

    private async Task End()
    {
        try
        {
            if (chart is not null)
            {
                Pace.SetSlow(await chart.InvokeAsync<bool>("dispose"));
                await chart.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and the chart with it.
        }

        self?.Dispose();
    }
}
