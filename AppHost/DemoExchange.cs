using QuantPlatform.MarketSimulator;
using QuantPlatform.MarketSimulator.Synthetic;
using QuantPlatform.Silo.Feeds;

namespace QuantPlatform.AppHost;

/// <summary>The built-in exchange of a node: a simulated market on a free port of this machine, started when the feed first asks for it.</summary>
internal sealed class DemoExchange(TimeProvider time, ILoggerFactory logging) : IDemoExchange, IAsyncDisposable
{
    // The market is a pure function of this and the time, so every start of every node shows the same one.
    private const int Seed = 1;

    private readonly SemaphoreSlim once = new(1, 1);
    private ExchangeServer? server;

    /// <inheritdoc/>
    public async Task<ExchangeAddresses> Start(CancellationToken cancellationToken)
    {
        await once.WaitAsync(cancellationToken);
        try
        {
            server ??= await ExchangeServer.Start(new SyntheticMarket(Seed, time), new ExchangeOptions { Port = 0 }, time, logging, cancellationToken);
            return new ExchangeAddresses(server.MarketUrl, server.RestUrl);
        }
        finally
        {
            once.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        once.Dispose();
    }
}
