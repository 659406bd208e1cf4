namespace QuantPlatform.Web.Pairs;

/// <summary>English texts of a pair's tests.</summary>
internal static class DiagnosticsTexts
{
    public const string Title = "Diagnostics";
    public const string Run = "Run again";
    public const string Running = "Working out the tests";
    public const string Window = "Points (empty: own window)";
    public const string WindowHint = "A whole number from 10 to 5,000, or nothing.";
    public const string Failed = "The tests could not be run";
    public const string FailedText = "The server did not answer as it should. Try again.";
    public const string EngleGranger = "Cointegration (Engle–Granger)";
    public const string Johansen = "Cointegration (Johansen)";
    public const string Adf = "Unit-root test of the fixed spread (ADF)";
    public const string Kpss = "Stationarity (KPSS)";
    public const string HalfLife = "Half-life";
    public const string Hurst = "Hurst exponent";
    public const string Crossings = "Crossings of the mean";
    public const string LjungBox = "Memory of the spread (Ljung–Box)";
    public const string Regression = "Regression";
    public const string Unknown = "not known";
    public const string Cointegrated = "cointegrated";
    public const string NotCointegrated = "not shown";
    public const string Stationary = "stationary";
    public const string NotStationary = "not stationary";
    public const string UnitRootRejected = "unit root rejected";
    public const string UnitRootNotRejected = "unit root not rejected";
    public const string Reverting = "reverting";
    public const string Trending = "trending";
    public const string Random = "like a random walk";
    public const string Stable = "stable";
    public const string Unstable = "changed";
    public const string Remembers = "remembers";
    public const string NoMemory = "no memory";
    public const string EngleGrangerYes = "The legs move together: what one does beyond β times the other has not lasted. This is the test the platform goes by (y on x, p < 0.05 on at least 100 points).";
    public const string EngleGrangerNo = "Nothing shows that the legs belong together: two independent random walks look like this often. z may drift away and not come back.";
    public const string JohansenYes = "Tests both legs at once and agrees that a stationary combination exists (trace above its 5 % value).";
    public const string JohansenNo = "Testing both legs at once shows no stationary combination (trace below its 5 % value).";
    public const string AdfMeaning = "Flattering by construction: the spread was fitted to look stationary, so this rejects too often. Engle–Granger corrects for it.";
    public const string KpssYes = "The opposite question: is it stationary? Nothing speaks against it.";
    public const string KpssNo = "The opposite question: is it stationary? The test says no, the level or trend moved within the window.";
    public const string HalfLifeYes = "How long until half of a deviation is gone on average. Positions should be planned in this order of time.";
    public const string HalfLifeLong = "Longer than half of the window: too slow to be measured well with so few points.";
    public const string HurstMeaning = "Below 0.5 the spread tends to turn back, at 0.5 it wanders, above 0.5 it tends to go on.";
    public const string CrossingsMeaning = "How often the spread went through its mean within the window. Few crossings mean few chances, and little evidence.";
    public const string LjungBoxYes = "Neighbouring values of the spread depend on each other, as they must when it returns slowly.";
    public const string LjungBoxNo = "Neighbouring values of the spread look independent: it is mostly noise around its mean.";
    public const string StabilityYes = "α and β describe the first part of the window as well as the last.";
    public const string StabilityNo = "α and β did not hold over the window: the relation changed, and z measures against a mixture of both.";
    public const string RegressionMeaning = "Least squares of Y on X over the window: how much of Y's movement X explains, and how sure β is.";
    public const string LiquidityMeaning = "How easily the leg trades: quiet bars and a wide spread make fills worse than the chart suggests.";

    public static string Stability(string test) => test.Length == 0 ? "Stability" : $"Stability ({test})";

    public static string Liquidity(string symbol) => $"Liquidity of {symbol}";

    public static string Summary(int count, int window) => count == window ? $"{count} points" : $"{count} points, of {window} asked for";
}
