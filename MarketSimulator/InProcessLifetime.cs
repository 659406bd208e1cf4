namespace QuantPlatform.MarketSimulator;

/// <summary>An exchange ends when its owner disposes it; it leaves the signals of the process alone.</summary>
internal sealed class InProcessLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
