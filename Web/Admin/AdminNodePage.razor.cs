using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>Feeds, grains, queues and storage of the node, read anew every few seconds.</summary>
public sealed partial class AdminNodePage
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private IReadOnlyList<VenueOverview> venues = [];
    private IReadOnlyList<SymbolOfVenue> symbols = [];
    private IReadOnlyList<GrainRow> grains = [];
    private NodeLoadReport? load;
    private StorageReport? storage;
    private bool failed;

    private sealed record SymbolOfVenue(string Key, SymbolFeedStatus Status);

    private sealed record GrainRow(string Type, string Node, int Activations, GrainCalls? Calls);

    [Inject]
    private AdminGrains Admin { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<AdminNodePage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await Refresh();
            _ = Repeat(stop.Token);
        }
    }

    private static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Format.Unknown;

    private async Task Repeat(CancellationToken stopping)
    {
        try
        {
            using var timer = new PeriodicTimer(Period, Time);
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await InvokeAsync(async () =>
                {
                    await Refresh();
                    StateHasChanged();
                });
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or NotSignedInException or UnauthorizedAccessException)
        {
            // The page was left, or its user may not see it any more.
        }
    }

    private async Task Refresh()
    {
        try
        {
            venues = await Task.WhenAll(NodeEndpoints.FeedVenues.Select(Admin.Venue));
            symbols = [.. venues.SelectMany(venue => venue.Feed.Symbols.Select(symbol => new SymbolOfVenue($"{venue.Feed.Venue.Venue}:{symbol.Symbol}", symbol)))];
            storage = await Admin.Storage();
            load = await Admin.Load();
            var calls = load.Calls.ToDictionary(one => one.Type, StringComparer.Ordinal);
            grains = [.. load.Activations.Select(count => new GrainRow(count.Type, count.Node, count.Activations, calls.GetValueOrDefault(count.Type)))];
            failed = false;
        }
        catch (Exception exception) when (exception is not NotSignedInException and not UnauthorizedAccessException)
        {
            AdminLog.Unreadable(Logger, exception);
            failed = true;
        }
    }
}
