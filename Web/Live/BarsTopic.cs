using System.Collections.Immutable;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>Bars of one symbol and interval. A hint that does not follow the last bar makes it pull the range in between, so bars come in order and none is left out.</summary>
internal sealed class BarsTopic(LiveHub hub, BarsTopicKey key) : LiveTopic(hub, key, CallPrincipal.System), IMarketObserver
{
    private const int RecentBars = 1_000;

    private IMarketObserver? _observer;
    private long? _last;

    public Task OnBars(ImmutableArray<BarClosed> bars) => Accept(bars);

    public Task OnTick(SymbolTick tick) => Accept(tick);

    protected override Task TakeLease()
    {
        if (key.Symbol.IsUpload)
        {
            return Task.CompletedTask;
        }

        _observer ??= Grains.CreateObjectReference<IMarketObserver>(this);
        return SymbolHub.LeaseObserver(_observer, key.Interval);
    }

    protected override async Task EndLease()
    {
        if (_observer is not null)
        {
            await SymbolHub.ReleaseObserver(_observer, key.Interval);
            Grains.DeleteObjectReference<IMarketObserver>(_observer);
        }
    }

    protected override async Task Handle(object hint)
    {
        switch (hint)
        {
            case SymbolTick tick:
                Publish(sequence => new TickEvent(sequence, tick), remember: false);
                break;
            case ImmutableArray<BarClosed> bars:
                foreach (var bar in bars.Where(bar => bar.Interval == key.Interval && bar.Symbol == key.Symbol))
                {
                    await Follow(bar);
                }

                break;
        }
    }

    protected override async Task CatchUp()
    {
        if (key.Symbol.IsUpload)
        {
            return;
        }

        if (_last is not { } last)
        {
            var newest = await History.GetBars(key.Symbol, key.Interval, new TimeRange(null, null, 1));
            _last = newest.IsEmpty ? null : newest[^1].OpenTime;
            return;
        }

        var recent = await Symbol.GetBarsAfter(key.Interval, last, RecentBars);
        var bars = recent?.Bars ?? await History.GetBars(key.Symbol, key.Interval, new TimeRange(last + 1, null, IHistoryGrain.MaxRows));
        foreach (var bar in bars.Where(bar => bar.OpenTime > _last))
        {
            Send(new BarClosed(key.Symbol, key.Interval, bar, _last));
        }
    }

    private ISymbolHubGrain SymbolHub => Grains.GetGrain<ISymbolHubGrain>(key.Symbol.ToString());

    private ISymbolGrain Symbol => Grains.GetGrain<ISymbolGrain>(key.Symbol.ToString());

    private IHistoryGrain History => Grains.GetGrain<IHistoryGrain>("0");

    private async Task Follow(BarClosed closed)
    {
        if (_last is { } last && closed.Bar.OpenTime <= last)
        {
            if (closed.Bar.Revision > 0 && !Remembers(e => e is BarEvent { Bar.Bar: var sent } && sent.OpenTime == closed.Bar.OpenTime && sent.Revision >= closed.Bar.Revision))
            {
                Publish(sequence => new BarEvent(sequence, closed), remember: true);
            }

            return;
        }

        if (_last is not null && closed.PreviousOpenTime != _last)
        {
            await CatchUp();
        }

        if (_last is null || closed.Bar.OpenTime > _last)
        {
            Send(closed);
        }
    }

    private void Send(BarClosed closed)
    {
        _last = closed.Bar.OpenTime;
        Publish(sequence => new BarEvent(sequence, closed), remember: true);
    }
}
