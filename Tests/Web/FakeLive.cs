using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Live;
using Xunit;

namespace QuantPlatform.Tests.Web;

/// <summary>A live feed that a test writes into, and that counts what is open.</summary>
internal sealed class FakeLive : ILiveFeed
{
    private readonly Lock gate = new();

    public Dictionary<string, FakeSubscription<PairUpdate>> Pairs { get; } = [];

    public Dictionary<SymbolKey, FakeSubscription<BarUpdate>> Bars { get; } = [];

    public FakeSubscription<VenueState>? Venue { get; private set; }

    /// <summary>Makes the next subscription to the venue's state fail.</summary>
    public bool FailsNext { get; set; }

    public int Open
    {
        get
        {
            lock (gate)
            {
                return Pairs.Values.Count(s => s.IsOpen) + Bars.Values.Count(s => s.IsOpen) + (Venue?.IsOpen == true ? 1 : 0);
            }
        }
    }

    public Task<ILiveSubscription<PairUpdate>?> SubscribePair(string pairId, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return Task.FromResult<ILiveSubscription<PairUpdate>?>(Pairs[pairId] = new FakeSubscription<PairUpdate>());
        }
    }

    public Task<ILiveSubscription<BarUpdate>> SubscribeBars(SymbolKey symbol, Interval interval, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return Task.FromResult<ILiveSubscription<BarUpdate>>(Bars[symbol] = new FakeSubscription<BarUpdate>());
        }
    }

    public FakeSubscription<AlertUpdate> Alerts { get; } = new();

    public Task<ILiveSubscription<AlertUpdate>> SubscribeAlerts(CancellationToken cancellationToken = default) => Task.FromResult<ILiveSubscription<AlertUpdate>>(Alerts);

    public Task<ILiveSubscription<VenueState>> SubscribeFeed(CancellationToken cancellationToken = default)
    {
        if (FailsNext)
        {
            FailsNext = false;
            return Task.FromException<ILiveSubscription<VenueState>>(new InvalidOperationException("not now"));
        }

        return Task.FromResult<ILiveSubscription<VenueState>>(Venue = new FakeSubscription<VenueState>());
    }
}

/// <summary>One subscription of <see cref="FakeLive"/>.</summary>
internal sealed class FakeSubscription<T> : ILiveSubscription<T>
{
    private readonly Channel<T> channel = Channel.CreateUnbounded<T>();
    private readonly WatchedReader reader;

    public FakeSubscription() => reader = new WatchedReader(channel.Reader);

    public bool IsOpen { get; private set; } = true;

    public ChannelReader<T> Updates => reader;

    public long Dropped { get; set; }

    /// <summary>True once its reader has taken in everything written and waits for more.</summary>
    public bool IsIdle => reader.IsWaiting;

    public void Write(T update)
    {
        reader.IsWaiting = false;
        Assert.True(channel.Writer.TryWrite(update));
    }

    public ValueTask DisposeAsync()
    {
        IsOpen = false;
        channel.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private sealed class WatchedReader(ChannelReader<T> inner) : ChannelReader<T>
    {
        private volatile bool isWaiting;

        public bool IsWaiting
        {
            get => isWaiting;
            set => isWaiting = value;
        }

        public override bool TryRead([MaybeNullWhen(false)] out T item) => inner.TryRead(out item);

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
        {
            isWaiting = inner.Count == 0;
            return inner.WaitToReadAsync(cancellationToken);
        }
    }
}
