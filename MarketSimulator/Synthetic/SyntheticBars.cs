namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>The candles of one synthetic symbol, summed by quarters of an hour. Finished quarters are kept.</summary>
internal sealed class SyntheticBars(SyntheticSymbol symbol)
{
    public const long QuarterMilliseconds = 900_000;
    private const int MinutesPerQuarter = 15;
    private const int SecondsPerQuarter = 900;
    private const int MostKept = 8192;
    private const long ExactReach = 64 * 86_400_000L;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, BarSummary> _quarters = [];

    /// <summary>Adds the candles from <paramref name="firstOpen"/> to <paramref name="lastOpen"/>, of the trades up to <paramref name="now"/>.</summary>
    public void Add(KlineInterval interval, long firstOpen, long lastOpen, long now, List<MarketKline> rows)
    {
        var close = PreviousClose(firstOpen);
        if (interval.Milliseconds < QuarterMilliseconds)
        {
            AddShort(interval, firstOpen, lastOpen, now, close, rows);
            return;
        }

        var exactFrom = interval.Milliseconds < KlineInterval.Hour.Milliseconds ? firstOpen : Math.Max(firstOpen, KlineInterval.Hour.Ceiling(now - ExactReach));
        Prepare(exactFrom, Math.Min(lastOpen + interval.Milliseconds, now - QuarterMilliseconds), now);
        for (var open = firstOpen; open <= lastOpen; open += interval.Milliseconds)
        {
            var sums = BarSummary.From(0);
            for (var at = open; at < open + interval.Milliseconds && at <= now;)
            {
                var approximate = at < exactFrom;
                sums.Add(approximate ? Approximate(at) : Quarter(at, now));
                at += approximate ? KlineInterval.Hour.Milliseconds : QuarterMilliseconds;
            }

            rows.Add(Row(open, sums, ref close));
        }
    }

    private void AddShort(KlineInterval interval, long firstOpen, long lastOpen, long now, long close, List<MarketKline> rows)
    {
        Span<BarSummary> minutes = stackalloc BarSummary[MinutesPerQuarter];
        var end = Math.Min(lastOpen + interval.Milliseconds, now + 1);
        var sums = BarSummary.From(0);
        for (var quarter = firstOpen - (firstOpen % QuarterMilliseconds); quarter < end; quarter += QuarterMilliseconds)
        {
            Minutes(quarter, now, minutes);
            for (var i = 0; i < MinutesPerQuarter; i++)
            {
                var minute = quarter + (i * 60_000);
                if (minute < firstOpen || minute >= end)
                    continue;
                sums.Add(minutes[i]);
                var open = interval.Floor(minute);
                if (minute + 60_000 < open + interval.Milliseconds && minute + 60_000 < end)
                    continue;
                rows.Add(Row(open, sums, ref close));
                sums = BarSummary.From(0);
            }
        }
    }

    private MarketKline Row(long open, in BarSummary sums, ref long close)
    {
        if (sums.IsEmpty)
            return MarketKline.Quiet(open, symbol.Price(close));
        close = sums.Close;
        var (first, next) = (symbol.FirstRawId(sums.FirstId), symbol.FirstRawId(sums.NextId));
        return new MarketKline(
            open, symbol.Price(sums.Open), symbol.Price(sums.High), symbol.Price(sums.Low), symbol.Price(sums.Close),
            symbol.Size(sums.Volume), symbol.Quote(sums.Quote), symbol.Size(sums.BuyVolume), symbol.Quote(sums.BuyQuote),
            next - first, first, next - 1);
    }

    /// <summary>Sums the finished quarters that are not known yet, on all processors.</summary>
    private void Prepare(long from, long to, long now)
    {
        var missing = new List<long>();
        lock (_gate)
        {
            for (var quarter = from; quarter < to; quarter += QuarterMilliseconds)
            {
                if (!_quarters.ContainsKey(quarter))
                    missing.Add(quarter);
            }
        }

        if (missing.Count > 16)
            Parallel.ForEach(missing, quarter => Quarter(quarter, now));
    }

    private BarSummary Quarter(long start, long now)
    {
        lock (_gate)
        {
            if (_quarters.TryGetValue(start, out var known))
                return known;
        }

        Span<BarSummary> minutes = stackalloc BarSummary[MinutesPerQuarter];
        Minutes(start, now, minutes);
        var sums = BarSummary.From(0);
        foreach (ref readonly var minute in minutes)
            sums.Add(minute);
        if (start + QuarterMilliseconds > now)
            return sums;

        lock (_gate)
        {
            if (_quarters.Count >= MostKept)
                _quarters.Clear();
            _quarters[start] = sums;
        }

        return sums;
    }

    /// <summary>The minutes of a quarter; what lies after <paramref name="now"/> is left out.</summary>
    private void Minutes(long start, long now, Span<BarSummary> minutes)
    {
        Span<double> path = stackalloc double[SecondsPerQuarter + 1];
        Span<long> minuteIds = stackalloc long[61];
        Span<long> secondIds = stackalloc long[61];
        symbol.Path(start / 1000, path);
        var hour = Math.DivRem(start / 60_000, 60, out var ofHour);
        symbol.Activity.Minutes(hour, minuteIds);
        for (var i = 0; i < MinutesPerQuarter; i++)
        {
            var minute = (start / 60_000) + i;
            var index = (int)ofHour + i;
            symbol.Activity.Seconds(minute, minuteIds[index], minuteIds[index + 1], secondIds);
            var sums = BarSummary.From(minuteIds[index]);
            for (var second = 0; second < 60; second++)
            {
                var time = ((minute * 60) + second) * 1000;
                if (time + 999 > now)
                {
                    AddUpTo(now, minute, second, ref sums);
                    break;
                }

                symbol.Summarise(path[(i * 60)..], secondIds, minute, second, ref sums);
            }

            minutes[i] = sums;
        }
    }

    /// <summary>The part of the current second that has already happened.</summary>
    private void AddUpTo(long now, long minute, int second, ref BarSummary sums)
    {
        if (((minute * 60) + second) * 1000 > now)
            return;
        symbol.Summarise(symbol.Slice(minute), second, now, ref sums);
    }

    /// <summary>An hour of long ago: prices at every fifth minute, sizes by the mean; ids and number of trades are exact.</summary>
    private BarSummary Approximate(long start)
    {
        var sums = BarSummary.From(symbol.Activity.FirstIdOfHour(start / 3_600_000));
        sums.NextId = symbol.Activity.FirstIdOfHour((start / 3_600_000) + 1);
        double total = 0;
        for (var i = 0; i <= 12; i++)
        {
            var price = symbol.PathAt((start / 1000) + (300 * i));
            total += price;
            sums.Open = i == 0 ? (long)price : sums.Open;
            sums.High = Math.Max(sums.High, (long)price);
            sums.Low = Math.Min(sums.Low, (long)price);
            sums.Close = (long)price;
        }

        sums.Volume = (long)((sums.NextId - sums.FirstId) * symbol.MeanSize);
        sums.Quote = (long)(sums.Volume * total / 13);
        sums.BuyVolume = sums.Volume / 2;
        sums.BuyQuote = sums.Quote / 2;
        return sums;
    }

    /// <summary>Price of the last trade before <paramref name="time"/>, which is the start of a minute.</summary>
    private long PreviousClose(long time)
    {
        for (var minute = (time / 60_000) - 1; ; minute--)
        {
            var sums = BarSummary.From(0);
            var slice = symbol.Slice(minute);
            for (var second = 0; second < 60; second++)
                symbol.Summarise(slice.Prices, slice.FirstIds, minute, second, ref sums);
            if (!sums.IsEmpty)
                return sums.Close;
        }
    }
}
