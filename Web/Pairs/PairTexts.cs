using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>English texts about pairs.</summary>
internal static class PairTexts
{
    public const string Pairs = "Pairs";
    public const string Pair = "Pair";
    public const string ListIntro = "How far each pair's spread is from its mean, in standard deviations (z), as the market moves.";
    public const string AddPair = "Add a pair";
    public const string AddExamples = "Add three example pairs";
    public const string EmptyTitle = "No pairs yet";
    public const string EmptyText = "A pair compares two instruments: how much of one offsets the other (the hedge ratio β), and how unusual their spread is right now (z). Choose two instruments, or start with three examples that are live within seconds.";
    public const string LoadFailedTitle = "Your pairs could not be loaded";
    public const string PairFailedTitle = "This pair could not be loaded";
    public const string LoadFailedText = "The server did not answer as it should. Nothing of yours is lost.";
    public const string NotFoundTitle = "No such pair";
    public const string NotFoundText = "It may have been deleted, or it belongs to somebody else.";
    public static readonly Noun Noun = new("pair", "pairs");
    public const string FilterPairs = "Filter pairs";
    public const string Interval = "Interval";
    public const string Signal = "Signal";
    public const string Beta = "β";
    public const string Spread = "Spread";
    public const string Correlation = "Correlation";
    public const string R2 = "R²";
    public const string Actions = "Actions";
    public const string Edit = "Edit";
    public const string Delete = "Delete";
    public const string Disable = "Pause";
    public const string Enable = "Resume";
    public const string Paused = "paused";
    public const string Ready = "ready";
    public const string Preview = "preview";
    public const string PreviewHelp = "On the bar that is still open, with the coefficients of the last closed one. It may change until the bar closes.";
    public const string Undo = "Undo";
    public const string DemoBanner = "DEMO data: this pair is of the simulated market. Nothing here is a real price.";
    public const string UploadBanner = "A leg of this pair is data that you uploaded: the numbers stand at its last bar.";
    public const string FeedStaleBanner = "The feed of this pair is stale: nothing new has come in for a while.";
    public const string FeedDownBanner = "The feed of this pair is down. The numbers stand still until it is back.";
    public const string FeedConnecting = "The feed of this pair is connecting.";
    public const string FeedBackfilling = "The feed of this pair is catching up on what it missed.";
    public const string PausedBanner = "This pair is paused: it is not updated.";
    public const string ChartLabel = "Chart of both legs, the spread and its z-score";
    public const string ChartHelp = "Arrow keys move through time, plus and minus zoom, End goes to the newest bar.";
    public const string ChartEmptyTitle = "No bars yet";
    public const string ChartEmptyText = "The chart starts as soon as both legs have closed their first bar.";
    public const string Interpretation = "What this says";
    public const string WatchNext = "What to watch next";
    public const string More = "More about this pair";
    public const string NoReading = "The interpretation appears with the first closed bar.";
    public const string WouldGive = "What these settings give now";
    public const string PreviewNeeds = "Choose both instruments to see it.";
    public const string PreviewFailed = "It could not be worked out. Saving still works.";
    public const string Saved = "saved:";
    public const string ConfidenceTitle = "Confidence";
    public const string Data = "Data";
    public const string Last = "Last bars";
    public const string Show = "Show";
    public const string ShowAll = "All";
    public const string ShowSignals = "With a signal";
    public const string ShowBeyond = "Beyond entry";
    public const string ShowNotReady = "Not ready";
    public const string ShowTrouble = "Data trouble";
    public const string OneUnit = "One unit of spread";
    public const string PriceOf = "Last close";

    public const string ZTitle = "z-score of the spread";
    public const string BetaTitle = "Hedge ratio β";
    public const string BetaHelp = "How much of X offsets one of Y, with its standard error.";
    public const string SpreadHelp = "Y minus α minus β times X, and its standard deviation over the z-window.";
    public const string CorrelationHelp = "Of the log returns over the hedge window.";

    public const string HalfLifeTitle = "Half-life";
    public const string HalfLifeHelp = "Bars until half of a deviation of the spread is gone, estimated from the hedge window.";
    public const string Bars = "bars";
    public const string EngleGrangerTitle = "Engle-Granger p";
    public const string EngleGrangerHelp = "How likely a spread that settles down as this one does is if the legs have no lasting relation. Below 0.05 on at least 100 bars the pair is called cointegrated.";
    public const string Cointegrated = "cointegrated";
    public const string NotCointegrated = "not cointegrated";

    // Editor
    public const string NewPair = "New pair";
    public const string EditPair = "Edit pair";
    public const string Save = "Save";
    public const string Create = "Create pair";
    public const string Cancel = "Cancel";
    public const string LegY = "Y (dependent)";
    public const string LegX = "X (independent)";
    public const string LegYHint = "The instrument to explain.";
    public const string LegXHint = "The instrument that explains it.";
    public const string LegsSection = "Instruments";
    public const string WindowsSection = "Estimation";
    public const string ThresholdSection = "Signal";
    public const string Name = "Name";
    public const string NameHint = "Optional; Y/X otherwise.";
    public const string SearchSymbol = "Search, e.g. ETH";
    public const string Window = "Hedge window W";
    public const string WindowHint = "Bars for β, 10 to 5,000.";
    public const string ZWindow = "z-window Z";
    public const string ZWindowHint = "Bars for z, 10 to 5,000.";
    public const string Transform = "Prices";
    public const string TransformLog = "Logarithms";
    public const string TransformLevel = "Levels";
    public const string Method = "Hedge ratio by";
    public const string Delta = "Drift δ";
    public const string DeltaHint = "Between 0 and 1; empty: 0.0001. Larger follows faster.";
    public const string Intercept = "Fit an intercept α";
    public const string EnabledLabel = "Update this pair live";
    public const string Entry = "Entry |z|";
    public const string Exit = "Exit |z|";
    public const string Stop = "Stop |z|";
    public const string ThresholdHint = "0 ≤ exit < entry < stop.";
    public const string NotANumber = "Write a number.";
    public const string WholeNumber = "Write a whole number.";
    public const string ChooseSymbol = "Choose an instrument.";
    public const string ConflictTitle = "This pair was changed in the meantime";
    public const string ConflictText = "Somebody, maybe you in another tab, saved it after you opened it. Choose a value for each field that differs, then save.";
    public const string Theirs = "Stored now";
    public const string Yours = "Yours";
    public const string TakeTheirs = "All as stored now";
    public const string KeepYours = "All as yours";
    public const string NoName = "none";
    public const string Yes = "yes";
    public const string No = "no";
    public const string EditGone = "This pair was deleted in the meantime.";
    public const string Copy = "Copy";
    public const string SaveFailed = "It could not be saved: the server did not answer as it should. Try again.";
    public const string NoCatalog = "The venue has not named its instruments yet. Try again in a moment.";

    public static string UploadOf(string name) => $"your data: {name}";

    public static string Deleted(string name) => $"{name} was deleted.";

    public static string Restored(string name) => $"{name} is back.";

    public static string RowAction(string action, string name) => $"{action} {name}";

    public static string SignalName(PairSignal signal) => signal switch
    {
        PairSignal.LongSpread => "Long spread",
        PairSignal.ShortSpread => "Short spread",
        PairSignal.Stopped => "Stopped",
        _ => "Flat",
    };

    public static string SignalHelp(PairSignal signal) => signal switch
    {
        PairSignal.LongSpread => "The spread fell below −entry: long Y, short X, until z is back at −exit.",
        PairSignal.ShortSpread => "The spread rose above entry: short Y, long X, until z is back at exit.",
        PairSignal.Stopped => "z went past the stop; waits until z is back inside the exit band.",
        _ => "z has not crossed an entry threshold since the last exit.",
    };

    public static string MethodName(HedgeMethod method) => method switch
    {
        HedgeMethod.Ols => "OLS",
        HedgeMethod.Tls => "TLS",
        HedgeMethod.Huber => "Huber",
        HedgeMethod.TheilSen => "Theil–Sen",
        HedgeMethod.Kalman => "Kalman",
        _ => method.ToString(),
    };

    public static string MethodHint(HedgeMethod method) => method switch
    {
        HedgeMethod.Ols => "Ordinary least squares of Y on X.",
        HedgeMethod.Tls => "Total least squares: treats Y and X alike.",
        HedgeMethod.Huber => "Least squares that outliers pull less.",
        HedgeMethod.TheilSen => "Median of all pairwise slopes; slow for very long windows.",
        HedgeMethod.Kalman => "β and α drift as a random walk; z is that of the one-step surprise.",
        _ => "",
    };

    /// <summary>E.g. <c>1s · OLS · W 240 · Z 60 · log</c>.</summary>
    public static string Settings(PairSettings settings) =>
        $"{settings.Interval.Name()} · {MethodName(settings.Method)} · W {settings.Window} · Z {settings.ZWindow} · {(settings.Transform == PriceTransform.Log ? "log prices" : "prices")}";

    public static string TrailOf(string pair) => $"z of {pair} over its last {ZTrails.Length} bars";

    public static string QualityName(BarQuality quality) => quality switch
    {
        BarQuality.Gap => "gap",
        BarQuality.Quiet => "quiet",
        _ => "traded",
    };

    public static string BarCount(double bars) => $"{Format.Number(bars, 1)} bars";

    /// <summary>E.g. <c>warming 37 of 240, ready about 14:32 UTC</c>.</summary>
    public static string Warming(int samples, int required, string readyAt) => $"warming {samples} of {required}, ready about {readyAt}";

    public static string WarmingShort(int samples, int required) => $"warming {samples}/{required}";

    public static string SpreadTitle(string unit) => unit.Length == 0 ? Spread : $"{Spread} ({unit})";

    /// <summary>E.g. <c>bar 14:32:05 UTC</c>: the bar that closed last, by its open time.</summary>
    public static string BarClosed(string openTime) => $"closed bar {openTime}";

    /// <summary>E.g. <c>Buy 1 ETH</c> and on a second line <c>2,345.60 USDT</c>.</summary>
    public static string Leg(PairLeg leg, string baseAsset, string quoteAsset) =>
        $"{Side(leg.Side)} {Format.Units(leg.Units)} {baseAsset}\n{Format.Money(leg.Notional, quoteAsset)}";

    public static string Confidence(string confidence) => $"{confidence} confidence";

    public static string Side(LegSide side) => side == LegSide.Buy ? "Buy" : "Sell";

    public static string SpreadUnit(PriceTransform transform, string quote) => transform == PriceTransform.Log ? "log" : quote;
}
