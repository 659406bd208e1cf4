using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>English texts about symbols.</summary>
internal static class SymbolTexts
{
    public const string Symbols = "Symbols";
    public const string Symbol = "Symbol";
    public const string ListIntro = "What the venue trades. Prices are those of symbols whose trades are collected for you: always on, tracked by you, on a watchlist, or a leg of one of your pairs.";
    public static readonly Noun Noun = new("symbol", "symbols");
    public const string Filter = "Find a symbol, e.g. ETH";
    public const string Price = "Price";
    public const string Change24h = "24 h %";
    public const string Volume24h = "24 h volume";
    public const string Tick = "Tick size";
    public const string Feed = "Feed";
    public const string Why = "Collected because";
    public const string AlwaysOn = "always on";
    public const string Tracked = "tracked";
    public const string Leg = "in a pair or watchlist";
    public const string Not = "not collected";
    public const string Track = "Track";
    public const string Untrack = "Stop tracking";
    public const string OnlyCollected = "Only collected";
    public const string Actions = "Actions";
    public const string Interval = "Bars";
    public const string ListFailed = "The symbols could not be read";
    public const string EmptyTitle = "The venue has not named its symbols yet";
    public const string EmptyText = "It usually takes a few seconds after the start. This page looks again by itself.";
    public const string Missing = "No such symbol";
    public const string MissingText = "The venue does not list it.";
    public const string AllSymbols = "All symbols";
    public const string NotCollectedTitle = "Not collected for you";
    public const string NotCollectedText = "Track this symbol, and its trades are collected from now on; the newest minutes and older bars are fetched from the venue.";
    public const string FailedTitle = "This symbol could not be read";
    public const string ChartLabel = "Candles with volume";
    public const string Tape = "Trades";
    public const string TapeEmpty = "No trades yet.";
    public const string Statistics = "Statistics";
    public const string Health = "Feed health";
    public const string Buy = "buy";
    public const string Sell = "sell";
    public const string Time = "Time";
    public const string Size = "Size";
    public const string Side = "Taker";
    public const string LastTrade = "Last trade";
    public const string Lag = "Lag";
    public const string Gaps = "Gaps open / filled / given up";
    public const string Counts = "Duplicate / early / late / refused";
    public const string State = "State";
    public const string Mean = "Mean close";
    public const string Std = "Std of closes";
    public const string High = "High";
    public const string Low = "Low";
    public const string Return = "Return";
    public const string Volatility = "Volatility, a year";
    public const string Volume = "Volume";
    public const string Vwap = "VWAP";
    public const string Trades = "Trades";
    public const string Failed = "That did not work. Try again.";
    public const string NewPair = "New pair";

    public static string Over(int samples, string interval) => $"over the last {samples} bars of {interval}";

    public static string NowTracked(string symbol) => $"{symbol} is tracked.";

    public static string NotTracked(string symbol) => $"{symbol} is not tracked any more.";

    public static string RowAction(string action, string symbol) => $"{action} {symbol}";
}
