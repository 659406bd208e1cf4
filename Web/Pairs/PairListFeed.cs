using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>The user's pairs with their newest values, for one list on one page.</summary>
/// <remarks>Holds one subscription per enabled pair shown and nothing but the newest snapshot of each. Disposing ends them all.</remarks>
/// <param name="limit">At most this many pairs, in the user's order.</param>
public sealed partial class PairListFeed(TenantGrains grains, ILiveFeed live, PagePace pace, ILogger logger, int limit = int.MaxValue) : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<string, PairSnapshot> snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Watch> watches = new(StringComparer.Ordinal);
    private ImmutableArray<PairDefinition> definitions = [];
    private Coalescer? changes;
    private ITimer? aging;
    private ITimer? retry;

    /// <summary>The last values of each pair that is looked at.</summary>
    public ZTrails Trails { get; } = new(grains);

    /// <summary>Cancelled when the page is left.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>True once the list was read.</summary>
    public bool Loaded { get; private set; }

    /// <summary>True when the last attempt to read the list failed.</summary>
    public bool Failed { get; private set; }

    /// <summary>The pairs in the user's order.</summary>
    public IReadOnlyList<PairRow> Rows => [.. definitions.Select(definition => new PairRow(definition, snapshots.GetValueOrDefault(definition.Id)))];

    /// <summary>Reads the list and follows it.</summary>
    /// <param name="changed">Called on any thread.</param>
    /// <param name="spacing">Least time between two calls; as short as a turn of the page when not given.</param>
    public async Task Start(Action changed, TimeSpan spacing = default)
    {
        changes = new Coalescer(changed, pace, spacing);
        // Ages grow without anything happening.
        retry = pace.Time.CreateTimer(_ => _ = Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        aging = pace.Time.CreateTimer(_ => changes.Signal(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await Reload();
    }

    /// <summary>Reads the list again after a change of it, and by itself some seconds after a failure; subscriptions of pairs that stay as they were go on.</summary>
    public async Task Reload()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        await turn.WaitAsync();
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var all = await grains.Call(user => user.Workspace.GetPairs());
            definitions = [.. all.Take(limit)];
            (Loaded, Failed) = (true, false);
            changes!.Signal();
            await Follow();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception exception)
        {
            LogUnreadable(exception);
            Failed = true;
            retry!.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            turn.Release();
        }

        changes!.Signal();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        aging?.Dispose();
        retry?.Dispose();
        await turn.WaitAsync();
        await Task.WhenAll(watches.Values.Select(End));
        watches.Clear();
        turn.Release();
    }

    private async Task Follow()
    {
        var wanted = definitions.Where(definition => definition.Settings.Enabled).ToDictionary(definition => definition.Id, StringComparer.Ordinal);
        foreach (var (id, watch) in watches.Where(item => !wanted.TryGetValue(item.Key, out var now) || now.Version != item.Value.Version).ToList())
        {
            await End(watch);
            watches.Remove(id);
            snapshots.TryRemove(id, out _);
            Trails.Forget(id);
        }

        foreach (var definition in wanted.Values.Where(definition => !watches.ContainsKey(definition.Id)))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (await live.SubscribePair(definition.Id, stop.Token) is not { } subscription)
            {
                continue;
            }

            watches.Add(definition.Id, new Watch(definition.Version, subscription, Read(definition.Id, subscription)));
            if (await grains.Call(user => user.Pair(definition.Id).GetSnapshot()) is { } snapshot)
            {
                Take(snapshot);
            }
        }
    }

    private async Task Read(string pairId, ILiveSubscription<PairUpdate> subscription)
    {
        try
        {
            await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
            {
                if (update.Snapshot is { } snapshot && snapshot.PairId == pairId)
                {
                    Take(snapshot);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }

    /// <summary>A snapshot that was read may be older than one that was pushed in the meantime.</summary>
    private void Take(PairSnapshot snapshot)
    {
        if (snapshot is { Time: { } time, Z: { } z })
        {
            Trails.Add(snapshot.PairId, time, z);
        }

        snapshots.AddOrUpdate(snapshot.PairId, snapshot, (_, known) => (snapshot.Time ?? 0) >= (known.Time ?? 0) ? snapshot : known);
        changes!.Signal();
    }

    private static async Task End(Watch watch)
    {
        await watch.Subscription.DisposeAsync();
        await watch.Reading;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of pairs could not be read for a page; it is tried again.")]
    private partial void LogUnreadable(Exception exception);

    private sealed record Watch(long Version, ILiveSubscription<PairUpdate> Subscription, Task Reading);
}
