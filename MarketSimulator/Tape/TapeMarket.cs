namespace QuantPlatform.MarketSimulator;

/// <summary>
/// A recorded tape of <c>@trade</c> or <c>@aggTrade</c> frames, played once at a chosen speed, its times shifted by whole hours so that it ends within the
/// last hour.
/// </summary>
/// <remarks>
/// One clock for all connections: who reconnects goes on at the current position and finds over REST what was played meanwhile. REST reveals only what was
/// played; after the end the sockets are silent and REST answers everything. A recorded raw trade is served both as <c>@trade</c> and as an aggregate trade of
/// its own (<c>a</c> = <c>f</c> = <c>l</c> = <c>t</c>); records other than <c>X</c> = MARKET appear on <c>@trade</c> only, and the aggregate ids after them are
/// numbered on without a hole. Candles begin with the first one that the tape covers from its open.
/// </remarks>
public sealed class TapeMarket : IMarketSource
{
    private const int BatchSize = 512;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    private readonly LiveTrade[] _tape;
    private readonly Dictionary<MarketSymbol, TapeTrack> _tracks;
    private readonly TapeClock _clock;
    private readonly TapeOptions _options;
    private int _position;

    private TapeMarket(LiveTrade[] tape, Dictionary<MarketSymbol, TapeTrack> tracks, TapeOptions options, TimeProvider time)
    {
        (_tape, _tracks, _options) = (tape, tracks, options);
        Symbols = [.. tracks.Keys];
        _clock = new TapeClock(time, options.Speed, tape[0].EventTime);
        if (options.Start == TapeStart.AtOnce)
            Start();
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketSymbol> Symbols { get; }

    /// <inheritdoc/>
    public long Now => _clock.Now;

    /// <inheritdoc/>
    public bool WaitsForReaders => true;

    /// <summary>Number of frames of the tape.</summary>
    public int Length => _tape.Length;

    /// <summary>Number of frames already played.</summary>
    public int Position => Volatile.Read(ref _position);

    /// <summary>What was added to every time of the recording, milliseconds.</summary>
    public long Shift { get; private init; }

    /// <summary>Reads a recording (<c>.jsonl</c> or <c>.jsonl.gz</c>).</summary>
    /// <exception cref="InvalidDataException">A line is not a frame, the ids of a symbol go backwards, or the file holds no trade.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TapeMarket Load(string path, TapeOptions? options = null, TimeProvider? time = null)
    {
        options ??= new TapeOptions();
        time ??= TimeProvider.System;
        if (!(options.Speed >= 0) || double.IsInfinity(options.Speed))
            throw new ArgumentOutOfRangeException(nameof(options), options.Speed, "The speed of a tape is a number >= 0; 0 = as fast as the readers take it.");

        var records = TapeReader.Read(path);
        var shift = options.Shift ?? WholeHours(records, time.GetUtcNow().ToUnixTimeMilliseconds());
        var (tape, tracks) = TapeCutter.Cut(records, shift, path);
        return new TapeMarket(tape, tracks, options, time) { Shift = shift };
    }

    /// <summary>Begins to play. Further calls do nothing.</summary>
    public void Start() => _clock.Start();

    /// <inheritdoc/>
    public void Subscribed(MarketSymbol symbol)
    {
        if (_options.Start == TapeStart.FirstSubscription)
            Start();
    }

    /// <inheritdoc/>
    public TimeSpan Advance(IReadOnlySet<MarketSymbol> symbols, List<LiveTrade> due)
    {
        for (var count = 0; count < BatchSize; count++)
        {
            if (_position == _tape.Length)
                return LongestWait;
            var next = _tape[_position];
            if (!_clock.IsDue(next.EventTime, out var wait))
                return wait <= TimeSpan.Zero || wait > LongestWait ? LongestWait : wait;

            if (next.IsAggregate)
                _tracks[next.Symbol].Play();
            Volatile.Write(ref _position, _position + 1);
            _clock.Played(next.EventTime, _position < _tape.Length ? _tape[_position].EventTime : null);
            if (symbols.Contains(next.Symbol))
                due.Add(next);
        }

        return TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesFrom(MarketSymbol symbol, long fromId, int limit)
    {
        var track = _tracks[symbol];
        return track.Slice(track.IndexOfId(fromId), limit);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesBetween(MarketSymbol symbol, long startTime, long endTime, int limit)
    {
        var track = _tracks[symbol];
        var first = track.IndexOfTime(startTime);
        return track.Slice(first, Math.Min(limit, track.IndexOfTime(endTime + 1) - first));
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketTrade> TradesUpTo(MarketSymbol symbol, long endTime, int limit)
    {
        var track = _tracks[symbol];
        var end = track.IndexOfTime(endTime + 1);
        var first = Math.Max(0, end - limit);
        return track.Slice(first, end - first);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketKline> Klines(MarketSymbol symbol, KlineInterval interval, long firstOpen, long lastOpen)
    {
        var track = _tracks[symbol];
        firstOpen = Math.Max(firstOpen, interval.Ceiling(symbol.OnboardTime));
        lastOpen = Math.Min(lastOpen, interval.Floor(Now));
        var rows = new List<MarketKline>();
        var index = track.IndexOfTime(firstOpen);
        for (var open = firstOpen; open <= lastOpen; open += interval.Milliseconds)
        {
            var builder = new KlineBuilder(open);
            var before = index;
            for (; index < track.Played && track[index].Time < open + interval.Milliseconds; index++)
                builder.Add(track[index]);
            if (before > 0 || !builder.IsEmpty)
                rows.Add(builder.Build(before > 0 ? track[before - 1].Price : 0));
        }

        return rows;
    }

    private static long WholeHours(List<TapeRecord> records, long now)
    {
        const long hour = 3_600_000;
        var behind = now - records.Max(r => Math.Max(r.EventTime, r.Trade.Time));
        return (behind >= 0 ? behind / hour : -((-behind + hour - 1) / hour)) * hour;
    }
}
