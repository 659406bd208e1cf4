using System.Threading.Channels;

namespace QuantPlatform.Silo.Feeds.Pumps;

/// <summary>Wakes one waiting loop; raising it again before the loop has looked is one wake-up.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> channel =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Raise() => channel.Writer.TryWrite(true);

    public async Task Wait(CancellationToken cancellationToken) => await channel.Reader.ReadAsync(cancellationToken);
}
