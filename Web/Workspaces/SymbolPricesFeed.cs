using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Workspaces;

/// <summary>The newest price of a symbol.</summary>
/// <param name="Last">Null: none yet.</param>
/// <param name="Change24h">In percent; null when it is not known.</param>
/// <param name="TickSize">Smallest price step; null when it is not known.</param>
public sealed record SymbolPrice(decimal? Last, double? Change24h, decimal? TickSize);

/// <summary>Live prices of some symbols. Prices follow the trades; the change over 24 h is read anew with each closed minute.</summary>
public sealed partial class SymbolPricesFeed(TenantGrains grains, ILiveFeed live, PagePace pace, ILogger logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SymbolKey, SymbolPrice> prices = [];
    private readonly Dictionary<SymbolKey, Watch> watches = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private Coalescer? changes;

    /// <summary>Begins to tell of changes.</summary>
    /// <param name="changed">Called at most four times a second, on any thread.</param>
    public void Start(Action changed) => changes = new Coalescer(changed, pace);

    /// <summary>What is known of a symbol; null: nothing yet.</summary>
    public SymbolPrice? Of(SymbolKey symbol) => prices.GetValueOrDefault(symbol);

    /// <summary>Follows these symbols and no others.</summary>
    public async Task Follow(IReadOnlyCollection<SymbolKey> symbols)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var symbol in watches.Keys.Except(symbols).ToList())
            {
                watches.Remove(symbol, out var watch);
                await End(watch!);
                prices.TryRemove(symbol, out _);
            }

            foreach (var symbol in symbols.Where(symbol => !watches.ContainsKey(symbol)))
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                var subscription = await live.SubscribeBars(symbol, Interval.OneMinute, stop.Token);
                watches.Add(symbol, new Watch(subscription, Read(symbol, subscription)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        changes?.Dispose();
        await turn.WaitAsync();
        await Task.WhenAll(watches.Values.Select(End));
        watches.Clear();
        turn.Release();
    }

    /// <summary>The newest price of a symbol.</summary>
    /// <param name="before">What was known of it: its tick size is not asked for again.</param>
    internal static async Task<SymbolPrice> Price(UserGrains user, SymbolKey symbol, SymbolPrice? before)
    {
        var status = await user.Symbol(symbol).GetStatus();
        return new SymbolPrice(status.LastPrice, status.Change24h, before?.TickSize ?? (await user.Catalog(symbol.Venue).Find(symbol.Symbol))?.TickSize);
    }

    private static async Task End(Watch watch)
    {
        await watch.Subscription.DisposeAsync();
        await watch.Reading;
    }

    private async Task Read(SymbolKey symbol, ILiveSubscription<BarUpdate> subscription)
    {
        try
        {
            await ReadStatus(symbol);
            await foreach (var update in subscription.Updates.ReadAllAsync(stop.Token))
            {
                if (update.Tick is { } tick)
                {
                    prices.AddOrUpdate(symbol, _ => new SymbolPrice(tick.Price, null, null), (_, known) => known with { Last = tick.Price });
                    changes?.Signal();
                }
                else
                {
                    await ReadStatus(symbol);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, symbol);
        }
    }

    private async Task ReadStatus(SymbolKey symbol)
    {
        prices[symbol] = await grains.Call(user => Price(user, symbol, Of(symbol)));
        changes?.Signal();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The price of {Symbol} could not be followed for a page.")]
    private partial void LogUnreadable(Exception exception, SymbolKey symbol);

    private sealed record Watch(ILiveSubscription<BarUpdate> Subscription, Task Reading);
}
