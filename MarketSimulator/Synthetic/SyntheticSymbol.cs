using System.Globalization;
using System.Runtime.CompilerServices;

namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>One symbol of the synthetic market: its price path, its trades and the sums of any stretch of time.</summary>
internal sealed class SyntheticSymbol
{
    private readonly SymbolSpec _spec;
    private readonly FractalNoise _market;
    private readonly FractalNoise _group;
    private readonly FractalNoise _drift;
    private readonly FractalNoise _own;
    private readonly RawIds _rawIds;
    private readonly ulong _tradeSeed;
    private readonly ulong _clusterSeed;
    private readonly double _logTicks;
    private readonly TradeShape _shape;
    private readonly byte _priceScale;
    private readonly byte _sizeScale;
    private readonly int _tickUnits;
    private MinuteSlice? _recent;

    public SyntheticSymbol(SymbolSpec spec, ulong seed)
    {
        _spec = spec;
        var tick = decimal.Parse(spec.Tick, CultureInfo.InvariantCulture);
        var step = decimal.Parse(spec.Step, CultureInfo.InvariantCulture);
        Symbol = new MarketSymbol(spec.Asset + "USDT", spec.Asset, "USDT", tick, step, SyntheticMarket.FirstDay * 86_400_000);
        var own = Hash.Seed(seed, spec.Asset);
        _market = FractalNoise.Walk(Hash.Seed(seed, "market"), 0.8e-4, 24);
        _group = FractalNoise.Walk(Hash.Seed(seed, "group " + spec.Group), 0.25e-4, 24);
        _drift = FractalNoise.Slow(Hash.Seed(own, "drift"), 0.06, 13, 19);
        _own = FractalNoise.MeanReverting(Hash.Seed(own, "own"), spec.Own, 6, 18, 1.12);
        _rawIds = new RawIds(own);
        _tradeSeed = Hash.Seed(own, "trade");
        _clusterSeed = Hash.Seed(own, "cluster");
        _logTicks = Math.Log(spec.Price / (double)tick);
        _shape = new TradeShape(Sizes(spec.MedianUsd / spec.Price / (double)step), (double)tick / spec.Price < 2e-5 ? 1 : 0);
        (_priceScale, _sizeScale) = (tick.Scale, step.Scale);
        _tickUnits = (int)(tick * (decimal)Math.Pow(10, tick.Scale));
        Activity = new ActivityPlan(own, spec.Rate);
        MeanSize = _shape.Sizes.Average();
    }

    public MarketSymbol Symbol { get; }

    public ActivityPlan Activity { get; }

    /// <summary>Mean size of a trade, steps.</summary>
    public double MeanSize { get; }

    public decimal Price(long ticks) => new decimal(ticks * _tickUnits) * Unit(_priceScale);

    public decimal Size(long steps) => new decimal(steps) * Unit(_sizeScale);

    public decimal Quote(long ticksTimesSteps) => new decimal(ticksTimesSteps) * _tickUnits * Unit(_priceScale) * Unit(_sizeScale);

    public long FirstRawId(long id) => _rawIds.First(id);

    /// <summary>Middle price at one second, ticks.</summary>
    public double PathAt(long second) =>
        Ticks(_market.At(second), _group.At(second), _drift.At(second), _own.At(second));

    /// <summary>Middle prices at <paramref name="start"/> and the seconds after it, ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first page of history already takes millions of turns
    public void Path(long start, Span<double> prices)
    {
        Span<double> group = stackalloc double[prices.Length];
        Span<double> drift = stackalloc double[prices.Length];
        Span<double> own = stackalloc double[prices.Length];
        _market.Fill(start, prices);
        _group.Fill(start, group);
        _drift.Fill(start, drift);
        _own.Fill(start, own);
        for (var i = 0; i < prices.Length; i++)
            prices[i] = Ticks(prices[i], group[i], drift[i], own[i]);
    }

    /// <summary>Everything that the trades of a minute (since the Unix epoch) come from.</summary>
    public MinuteSlice Slice(long minute)
    {
        if (Volatile.Read(ref _recent) is { } recent && recent.Minute == minute)
            return recent;
        var slice = new MinuteSlice(minute);
        Span<long> minutes = stackalloc long[61];
        var hour = Math.DivRem(minute, 60, out var ofHour);
        Activity.Minutes(hour, minutes);
        Activity.Seconds(minute, minutes[(int)ofHour], minutes[(int)ofHour + 1], slice.FirstIds);
        Path(minute * 60, slice.Prices);
        Volatile.Write(ref _recent, slice);
        return slice;
    }

    /// <summary>Adds the trades of one second of a minute with a time in [<paramref name="from"/>, <paramref name="to"/>].</summary>
    public void Trades(MinuteSlice slice, int second, long from, long to, List<MarketTrade> output)
    {
        var (key, start, count) = (Key(slice.Minute, second), ((slice.Minute * 60) + second) * 1000, slice.Count(second));
        var cluster = Hash.At(_clusterSeed, (slice.Minute * 60) + second);
        for (var i = 0; i < count; i++)
        {
            var time = start + Offset(cluster, i, count);
            if (time < from)
                continue;
            if (time > to)
                return;
            var id = slice.FirstIds[second] + i;
            var draw = Draw(slice.Prices, key, second, i, count);
            output.Add(new MarketTrade(id, Price(draw.Ticks), Size(draw.Steps), _rawIds.First(id), _rawIds.First(id + 1) - 1, time, draw.Bought == 0));
        }
    }

    /// <summary>The sums of one second, without making its trades.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first page of history already takes millions of turns
    public void Summarise(ReadOnlySpan<double> prices, ReadOnlySpan<long> firstIds, long minute, int second, ref BarSummary sums)
    {
        var key = Key(minute, second);
        var count = (int)(firstIds[second + 1] - firstIds[second]);
        var (from, to) = (prices[second], prices[second + 1]);
        var step = (to - from) / count;
        for (var i = 0; i < count; i += 2)
        {
            var bits = Hash.At(key, i >> 1);
            sums.Add(new TradeDraw(bits, from + (step * (i + 0.5)), to > from, _shape));
            if (i + 1 < count)
                sums.Add(new TradeDraw(bits >> 32, from + (step * (i + 1.5)), to > from, _shape));
        }
    }

    /// <summary>The sums of the part of one second up to and including <paramref name="now"/>.</summary>
    public void Summarise(MinuteSlice slice, int second, long now, ref BarSummary sums)
    {
        var (key, start, count) = (Key(slice.Minute, second), ((slice.Minute * 60) + second) * 1000, slice.Count(second));
        var cluster = Hash.At(_clusterSeed, (slice.Minute * 60) + second);
        for (var i = 0; i < count && start + Offset(cluster, i, count) <= now; i++)
            sums.Add(Draw(slice.Prices, key, second, i, count));
    }

    private TradeDraw Draw(ReadOnlySpan<double> prices, ulong key, int second, int index, int count)
    {
        var (from, to) = (prices[second], prices[second + 1]);
        var bits = Hash.At(key, index >> 1) >> (32 * (index & 1));   // one hash serves two trades
        return new TradeDraw(bits, from + ((to - from) / count * (index + 0.5)), to > from, _shape);
    }

    private ulong Key(long minute, int second) => Hash.At(_tradeSeed, (minute * 60) + second);

    /// <summary>Milliseconds into the second. Trades come one by one or in bursts of two or three that share a millisecond.</summary>
    private static long Offset(ulong cluster, int index, int count)
    {
        var burst = (cluster & 3) switch
        {
            2 => 2,
            3 => 3,
            _ => 1,
        };
        var first = index - (index % burst);
        var jitter = Hash.At(cluster, first) >> 11;
        var place = first + (Math.Min(burst, count - first) * (jitter / (double)(1UL << 53)));
        return (long)(1000 * place / count);
    }

    private double Ticks(double market, double group, double drift, double own) =>
        Math.Exp(_logTicks + (_spec.Loading * (1 + drift) * (market + group)) + own);

    private static decimal Unit(byte scale) => new(1, 0, 0, false, scale);

    /// <summary>Log-normal sizes by 1024 quantiles, in an order that does not matter; at least 4 steps, so that every raw trade gets one.</summary>
    private static int[] Sizes(double median)
    {
        var sizes = new int[1024];
        for (var i = 0; i < sizes.Length; i++)
        {
            var u = (i + 0.5) / sizes.Length;
            var logit = Math.Log(u / (1 - u)) / 1.702;   // close to the normal quantile
            sizes[i] = (int)Math.Clamp(median * Math.Exp(1.2 * logit), 4, 50_000_000);
        }

        return sizes;
    }
}
