using System.Globalization;
using System.Text;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Datasets;

/// <summary>Reading uploaded files: what is found out, what is counted, what is refused.</summary>
public sealed class DatasetScanTests : IDisposable
{
    private const string Header = "time,open,high,low,close,volume\n";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    // One minute from 2024-01-02 03:04:00 UTC = 1704164640 s.
    [InlineData("1704164640", "1704164700", "s")]
    [InlineData("1704164640000", "1704164700000", "ms")]
    [InlineData("1704164640000000", "1704164700000000", "us")]
    [InlineData("1704164640000000000", "1704164700000000000", "ns")]
    [InlineData("1704164640.000", "1704164700.000", "s")]
    [InlineData("2024-01-02T03:04:00Z", "2024-01-02T03:05:00Z", "iso")]
    [InlineData("2024-01-02T04:04:00+01:00", "2024-01-02T04:05:00+01:00", "iso")]
    [InlineData("2024-01-02 03:04:00", "2024-01-02 03:05:00", "iso")]
    [InlineData("2024-01-02 03:04", "2024-01-02 03:05", "iso")]
    [InlineData("2024-01-02 03:04:00 UTC", "2024-01-02 03:05:00 UTC", "iso")]
    [InlineData("2024-01-02 03:04:00.000000+00:00", "2024-01-02 03:05:00.000000+00:00", "iso")]
    [InlineData("2024/01/02 03:04:00", "2024/01/02 03:05:00", "yyyy/MM/dd HH:mm:ss.FFFFFFF")]
    [InlineData("2024.01.02 03:04", "2024.01.02 03:05", "yyyy.MM.dd HH:mm")]
    [InlineData("20240102 03:04", "20240102 03:05", "yyyyMMdd HH:mm")]
    [InlineData("2.1.2024 3:04", "2.1.2024 3:05", "d.M.yyyy H:mm")]
    [InlineData("02-Jan-2024 03:04:00", "02-Jan-2024 03:05:00", "d-MMM-yyyy H:mm:ss")]
    public void Run_ATimeFormat_IsFoundOut(string first, string second, string format)
    {
        var report = Read($"{Header}{first},1,2,1,2,5\n{second},2,3,2,3,5\n").Report;

        Assert.Equal((1_704_164_640_000, 1_704_164_700_000, format), (report.From, report.To, report.Detected.TimeFormat));
        Assert.Equal(60_000, report.Detected.SpacingMs);
    }

    [Fact]
    public void Run_DatesThatCanBeReadInTwoWays_AreReadInTheOneThatFitsAll()
    {
        var american = Read("Date,Close\n1/12/2024,5\n1/13/2024,6\n1/15/2024,7\n");
        var european = Read("Date,Close\n12/1/2024,5\n13/1/2024,6\n15/1/2024,7\n");

        Assert.Equal(("M/d/yyyy", "d/M/yyyy"), (american.Report.Detected.TimeFormat, european.Report.Detected.TimeFormat));
        Assert.Equal(american.Report.From, european.Report.From);
    }

    [Fact]
    public void Run_DatesThatCanBeReadInTwoWays_AreRefusedWithBoth()
    {
        var refusal = Refused("Date,Close\n1/2/2024,5\n2/2/2024,6\n");

        Assert.Equal("timeFormat", refusal.Field);
        Assert.Contains("d/M/yyyy or M/d/yyyy", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', ",")]
    [InlineData(';', ";")]
    [InlineData('\t', "tab")]
    [InlineData('|', "|")]
    public void Run_ADelimiter_IsFoundOut(char delimiter, string name)
    {
        var report = Read((Header + "1704164640,1,2,1,2,5\n1704164700,2,3,2,3,5\n").Replace(',', delimiter)).Report;

        Assert.Equal((2, name), (report.Accepted, report.Detected.Delimiter));
    }

    [Fact]
    public void Run_QuotedCellsAndByteOrderMark_AreRead()
    {
        var report = Read("\uFEFF\"Date\",\"Close\",\"Note\"\r\n\"2024-01-02\",\"5.25\",\"a \"\"b\"\", c\"\r\n\"2024-01-03\",\"6\",\"\"\r\n").Report;

        Assert.Equal((2, 0), (report.Accepted, report.Bad));
    }

    [Fact]
    public void Run_BinanceKlinesWithAndWithoutHeader_AreTheSame()
    {
        const string Rows = "1704164640000,100,102,99,101,5,1704164699999,505,42,2,202,0\n1704164700000,101,103,100,102,6,1704164759999,612,43,3,306,0\n";
        const string Names = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n";
        var bare = Read(Rows);
        var bareRows = Bars();
        var named = Read(Names + Rows);

        Assert.Equal(("binanceKlines", false, "binanceKlines", true), (bare.Report.Detected.Layout, bare.Report.Detected.Header, named.Report.Detected.Layout, named.Report.Detected.Header));
        Assert.Equal(bareRows, Bars());
        Assert.Equal(new Bar(1_704_164_640_000, 100, 102, 99, 101, 5, 505, 2, 42, null, null, BarQuality.Traded, 0, BarSource.Upload), bareRows[0]);
    }

    [Fact]
    public void Run_BinanceAggTradesWithAndWithoutHeader_AreTheSame()
    {
        const string Rows = "7,100.5,0.25,20,22,1704164640123,true\n8,100.6,1,23,23,1704164640200,false\n10,100.7,2,26,27,1704164641000,false\n";
        var bare = Read(Rows);
        var bareRows = Trades();
        var named = Read("agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n" + Rows);

        Assert.Equal(("binanceAggTrades", DatasetKind.Trades), (bare.Report.Detected.Layout, bare.Report.Detected.Kind));
        Assert.Equal((1, 1), (bare.Report.Gaps, bare.Report.Missing));
        Assert.Equal(bareRows, Trades());
        Assert.Equal(new Trade(7, 100.5m, 0.25m, 1_704_164_640_123, true, 20, 22), bareRows[0]);
        Assert.True(named.Report.Detected.Header);
    }

    [Fact]
    public void Run_NdjsonTrades_AreRead_AndOtherSymbolsLeftAside()
    {
        var result = Read(
            """
            {"symbol":"ETHUSDT","ts":"2024-01-02T03:04:00.123Z","price":"2300.5","size":0.25}
            {"symbol":"BTCUSDT","ts":"2024-01-02T03:04:00.200Z","price":42000,"size":1}
            {"symbol":"ETHUSDT","ts":"2024-01-02T03:04:01Z","price":2301,"size":2,"extra":{"a":[1]}}
            """, symbol: "ETHUSDT");

        Assert.Equal((3, 2, 1, "ndjson"), (result.Report.Rows, result.Report.Accepted, result.Report.Skipped, result.Report.Detected.Layout));
        Assert.Equal([2300.5m, 2301m], Trades().Select(trade => trade.Price));
        Assert.Equal(Intervals.All, result.Intervals);
    }

    [Fact]
    public void Run_SeveralSymbolsAndNoneAskedFor_IsRefusedWithTheirNames()
    {
        var refusal = Refused("{\"symbol\":\"A\",\"ts\":1704164640,\"price\":1,\"size\":1}\n{\"symbol\":\"B\",\"ts\":1704164641,\"price\":1,\"size\":1}\n", symbol: "C");

        Assert.Equal("symbol", refusal.Field);
        Assert.Contains("A, B", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BadCells_AreNamedByLineColumnTextAndRule()
    {
        var report = Read(
            Header + "1704164640,1,2,1,2,5\n1704164700,abc,3,2,3,5\n1704164760,2,1,2,3,5\nnever,2,3,2,3,5\n1704164821,2,3,2,3,5\n1704164880,2,3,2,-3,5\n1704164940,NaN,3,2,3,5\n1704165000,2,3,2,3\n").Report;

        Assert.Equal((8, 1, 7), (report.Rows, report.Accepted, report.Bad));
        Assert.Equal(
            [(3, "open", "abc"), (4, "high", "1"), (5, "time", "never"), (6, "time", "1704164821"), (7, "close", "-3"), (8, "open", "NaN"), (9, "volume", "")],
            report.BadCells.Select(cell => (cell.Line, cell.Column, cell.Text)));
        Assert.All(report.BadCells, cell => Assert.NotEmpty(cell.Rule));
    }

    [Fact]
    public void Run_ManyBadCells_KeepsTheFirstHundredAndCountsAll()
    {
        var report = Read(Header + "1704164640,1,2,1,2,5\n" + string.Concat(Enumerable.Range(1, 500).Select(i => $"{1_704_164_640 + (60 * i)},x,1,1,1,1\n"))).Report;

        Assert.Equal((500, 100), (report.Bad, report.BadCells.Length));
    }

    [Fact]
    public void Run_DisorderDuplicatesAndGaps_AreCountedAndRowsStoredInOrder()
    {
        var minutes = new[] { 0, 1, 3, 2, 2, 10, 11 };
        var report = Read(Header + Rows(minutes)).Report;

        Assert.Equal((7, 6, 1, 1, 1, 6), (report.Rows, report.Accepted, report.Duplicates, report.Disorder, report.Gaps, report.Missing));
        Assert.Equal([0, 1, 2, 3, 10, 11], Bars().Select(bar => (bar.OpenTime - Start) / 60_000));
    }

    [Fact]
    public void Run_AFileFromNewestToOldest_IsDescendingAndNotDisordered()
    {
        var report = Read(Header + Rows([.. Enumerable.Range(0, 50).Reverse()])).Report;

        Assert.Equal(("descending", 0, 50), (report.Detected.Order, report.Disorder, report.Accepted));
        Assert.Equal(Start, Bars()[0].OpenTime);
    }

    [Fact]
    public void Run_ShuffledRowsOverManyBlocks_ComeOutSortedAndComplete()
    {
        var order = Enumerable.Range(0, 120_000).ToArray();
        new Random(5).Shuffle(order);

        var report = Read(Header + Rows(order)).Report;

        Assert.Equal((120_000, 0, 0), (report.Accepted, report.Gaps, report.Duplicates));
        Assert.Equal(Enumerable.Range(0, 120_000).Select(i => Start + (i * 60_000L)), Bars().Select(bar => bar.OpenTime));
    }

    [Theory]
    [InlineData(86_400_000, "1h", "1h")]
    [InlineData(1_800_000, "15m", "15m 1h")]
    [InlineData(60_000, "1m", "1m 5m 15m 1h")]
    [InlineData(1_000, "1s", "1s 1m 5m 15m 1h")]
    public void Run_Spacing_DecidesTheInterval(long spacing, string interval, string served)
    {
        var result = Read(Header + string.Concat(Enumerable.Range(0, 40).Select(i => $"{1_704_153_600_000 + (i * spacing)},1,1,1,1,1\n")));

        Assert.Equal(interval, result.Interval!.Value.Name());
        Assert.Equal(served, string.Join(' ', result.Intervals.Select(one => one.Name())));
        Assert.Equal(interval == Spacing.Text(spacing), result.Report.Detected.Notes.IsEmpty);
    }

    [Fact]
    public void Run_AnIntervalLongerThanTheRowsAreApart_IsRefused() =>
        Assert.Equal("interval", Refused(Header + Rows([0, 1, 2]), interval: Interval.FiveMinutes).Field);

    [Fact]
    public void Run_ATableOfManyInstruments_TakesTheNamedOne()
    {
        var result = Read("Date,GDX,GLD\n8/24/2015,13.68,110.53\n8/25/2015,13.24,109.16\n", symbol: "GLD");

        Assert.Equal([110.53m, 109.16m], Bars().Select(bar => bar.Close));
        Assert.Equal(2, result.Report.Accepted);
    }

    [Theory]
    [InlineData("time,open,high,low,close,volume\n1704164640,=1+1,2,1,2,5\n", "no formula cells")]
    [InlineData("time,close,note\n1704164640,2,@SUM(A1)\n", "no formula cells")]
    [InlineData("time,close,note\n1704164640,2,+cmd|' /C calc'!A0\n", "no formula cells")]
    [InlineData("time,close,note\n1704164640,2,-cmd\n", "no formula cells")]
    [InlineData("a,b\n1,x\n2,y\n", "columns for time and close, or for time, price and size")]
    [InlineData("time,close\n", "at least one row")]
    [InlineData("time,close\nx,y\n", "epoch s, ms, us or ns, ISO-8601, or a common date")]
    [InlineData("time,close\n1704164640,\"5\n1704164700,6\n", "CSV (RFC 4180) or NDJSON in UTF-8")]
    [InlineData("{\"ts\":1704164640,\"price\":1,\"size\":1}\nnot json\n", "CSV (RFC 4180) or NDJSON in UTF-8")]
    public void Run_AFileThatCannotBeUsed_IsRefusedByRule(string text, string rule)
    {
        var refusal = Refused(text);

        Assert.True(rule == refusal.Rule || (rule.StartsWith("CSV", StringComparison.Ordinal) && refusal.Rule.StartsWith("at least", StringComparison.Ordinal)), $"{refusal.Rule}: {refusal.Message}");
    }

    [Fact]
    public void Run_TooManyRows_IsTooLarge()
    {
        var outcome = Run(Header + Rows([.. Enumerable.Range(0, 20)]), "X", null, 19);

        Assert.Equal("too_large", Assert.Single(outcome.Refusals).Code);
    }

    private const long Start = 1_704_164_640_000;

    private static string Rows(IEnumerable<int> minutes) =>
        string.Concat(minutes.Select(minute => string.Create(CultureInfo.InvariantCulture, $"{Start + (minute * 60_000L)},1,2,1,{1 + (minute % 7 * 0.1m)},{minute + 1}\n")));

    private ScanResult Read(string text, string symbol = "X", Interval? interval = null)
    {
        var outcome = Run(text, symbol, interval, 5_000_000);
        Assert.True(outcome.Accepted, outcome.Accepted ? "" : outcome.Refusals[0].Message);
        return outcome.Value!;
    }

    private Contracts.Refusal Refused(string text, string symbol = "X", Interval? interval = null) => Assert.Single(Run(text, symbol, interval, 5_000_000).Refusals);

    private Contracts.Outcome<ScanResult> Run(string text, string symbol, Interval? interval, int maxRows)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "upload"), Encoding.UTF8.GetBytes(text));
        var outcome = DatasetScan.Run(Path.Combine(folder.Path, "upload"), Path.Combine(folder.Path, "rows"), new DatasetReading(symbol, interval, null, null), maxRows);
        Assert.False(File.Exists(Path.Combine(folder.Path, "rows.sorting")));
        return outcome;
    }

    private List<Bar> Bars() => Stored(reader => UploadRow.ReadBar(reader.Time, reader.Payload));

    private List<Trade> Trades() => Stored(reader => UploadRow.ReadTrade(reader.Time, reader.Payload));

    private List<T> Stored<T>(Func<RowReader, T> read)
    {
        using var file = File.OpenHandle(Path.Combine(folder.Path, "rows"));
        var reader = new RowReader(file, 0, RandomAccess.GetLength(file), 4_096);
        var rows = new List<T>();
        while (reader.Next())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
