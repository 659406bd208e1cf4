using Xunit;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Feeds.Pumps;
using QuantPlatform.Silo.Feeds.Rest;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>One pump with a scripted symbol and scripted REST.</summary>
internal sealed class PumpRig : IAsyncDisposable
{
    private static readonly ServiceProvider Meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public PumpRig(IMarketRest? rest = null, TimeProvider? time = null, bool backfills = true, Action<ScriptedSymbol>? script = null, int capacity = 100_000)
    {
        Time = time ?? new ManualTime();
        script?.Invoke(Symbol);
        var settings = new PumpSettings(backfills, capacity, new Random(1), Time, Metrics(), NullLogger.Instance);
        Pump = new SymbolPump("BTCUSDT", Symbol, rest ?? new ScriptedRest(0, 0, 0), settings);
        running = Pump.Run(stop.Token);
    }

    public TimeProvider Time { get; }

    public ScriptedSymbol Symbol { get; } = new();

    public SymbolPump Pump { get; }

    public static FeedMetrics Metrics() => new(Meters.GetRequiredService<IMeterFactory>());

    public FeedSession NewSession(long number = 7) => new(number, new ExchangeClock(Time));

    public static Trade Trade(long id, long time = 1_000) => new(id, 1, 1, time, false, id, id);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        stop.Dispose();
        Assert.False(Symbol.HasOverlapped, "two calls to one symbol at a time");
    }
}
