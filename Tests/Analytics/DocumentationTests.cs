using System.Globalization;
using System.Runtime.CompilerServices;
using QuantPlatform.Analytics.Diagnostics;
using QuantPlatform.Analytics.Hedging;
using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Analytics.Prices;
using QuantPlatform.Analytics.Rolling;
using QuantPlatform.Analytics.Signals;
using Xunit;

namespace QuantPlatform.Tests.Analytics;

/// <summary>Runs the example of every page under docs/analytics: the code is the page's, word for word, and the values are its table's.</summary>
public sealed class DocumentationTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../docs/analytics"));

    [Fact]
    public void Ols_Example_GivesWhatThePageSays()
    {
        double[] x = [1, 2, 3, 4, 5], y = [2.1, 3.9, 6.2, 7.8, 10.1];
        var fit = HedgeRegression.Fit(HedgeMethod.Ols, y, x);
        Check("ols", ("fit.Beta", fit.Beta), ("fit.Alpha", fit.Alpha), ("fit.R2", fit.R2));
    }

    [Fact]
    public void Estimators_Example_GivesWhatThePageSays()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9], y = [2, 4, 6, 8, 40, 12, 14, 16, 18];
        var theilSen = HedgeRegression.Fit(HedgeMethod.TheilSen, y, x);
        var huber = HedgeRegression.Fit(HedgeMethod.Huber, y, x);
        Check("estimators", ("theilSen.Beta", theilSen.Beta), ("theilSen.Alpha", theilSen.Alpha), ("huber.Beta", huber.Beta));
    }

    [Fact]
    public void Kalman_Example_GivesWhatThePageSays()
    {
        var settings = new PairSettings { IntervalMs = 1_000, Window = 4, ZWindow = 4, Method = HedgeMethod.Kalman };
        var kernel = new PairKernel(settings);
        double[] y = [101, 102.2, 102.9, 104.1, 105.3], x = [50, 50.6, 51, 51.5, 52.2];
        for (var i = 0; i < 5; i++)
            kernel.Add(i * 1_000, y[i], x[i]);
        var mean = kernel.Current.SpreadMean;
        var ratio = kernel.Current.Spread / kernel.Current.SpreadStd - kernel.Current.Z;
        Check("kalman", ("mean", mean), ("ratio", ratio));
    }

    [Fact]
    public void SpreadAndZ_Example_GivesWhatThePageSays()
    {
        var kernel = new PairKernel(new PairSettings { IntervalMs = 1_000, Window = 5, ZWindow = 5, Transform = PriceTransform.Level });
        double[] y = [2.1, 3.9, 6.2, 7.8, 10.1], x = [1, 2, 3, 4, 5];
        for (var i = 0; i < 5; i++)
            kernel.Add(i * 1_000, y[i], x[i]);
        var values = kernel.Current;
        Check("spread-and-z", ("values.Spread", values.Spread), ("values.Z", values.Z), ("values.SpreadMean", values.SpreadMean));
    }

    [Fact]
    public void Correlation_Example_GivesWhatThePageSays()
    {
        var correlation = new RollingCorrelation(4);
        double[] y = [2, 1, 4, 3], x = [1, 2, 3, 4];
        for (var i = 0; i < 4; i++)
            correlation.Add(i, y[i], x[i]);
        Check("correlation", ("correlation.Value", correlation.Value));
    }

    [Fact]
    public void Rolling_Example_GivesWhatThePageSays()
    {
        var variance = new RollingVariance(3);
        double[] values = [1e9 + 1, 1e9 + 2, 1e9 + 4];
        for (var i = 0; i < 3; i++)
            variance.Add(i, values[i]);
        Check("rolling", ("variance.Value", variance.Value));
    }

    [Fact]
    public void Adf_Example_GivesWhatThePageSays()
    {
        double[] series = [.. Enumerable.Range(0, 60).Select(i => 3 * Math.Sin(i * 0.09) + 0.4 * Math.Sin(i * i * 0.37))];
        var adf = AdfTest.Run(series, TrendKind.Constant, LagSelection.Fixed, 1);
        Check("adf", ("adf.Stat", adf.Stat), ("adf.PValue", adf.PValue), ("adf.Observations", adf.Observations));
    }

    [Fact]
    public void EngleGranger_Example_GivesWhatThePageSays()
    {
        double[] x = [.. Enumerable.Range(0, 120).Select(i => 10 + 0.05 * i + Math.Sin(i * 0.21))];
        double[] y = [.. x.Select((v, i) => 1.5 * v + 0.2 * Math.Sin(i * 2.1) + 0.1 * Math.Cos(i * i * 0.7))];
        var test = EngleGrangerTest.Run(y, x, TrendKind.Constant, LagSelection.Fixed, 1);
        Check("engle-granger", ("test.Stat", test.Stat), ("test.PValue", test.PValue), ("test.Beta", test.Beta));
    }

    [Fact]
    public void Johansen_Example_GivesWhatThePageSays()
    {
        double[] x = [.. Enumerable.Range(0, 120).Select(i => 10 + 0.05 * i + Math.Sin(i * 0.21))];
        double[] y = [.. x.Select((v, i) => 1.5 * v + 0.2 * Math.Sin(i * 2.1) + 0.1 * Math.Cos(i * i * 0.7))];
        var test = JohansenTest.Run([y, x]);
        Check("johansen", ("test.Rows[0].Trace", test.Rows[0].Trace), ("test.Rows[1].Trace", test.Rows[1].Trace), ("test.Rows[0].TraceCritical.FivePercent", test.Rows[0].TraceCritical.FivePercent));
    }

    [Fact]
    public void Kpss_Example_GivesWhatThePageSays()
    {
        double[] series = [.. Enumerable.Range(0, 120).Select(i => Math.Sin(i * 0.7) + 0.5 * Math.Sin(i * i * 0.013) + (i > 70 ? 0.3 : 0))];
        var test = KpssTest.Run(series);
        Check("kpss", ("test.Stat", test.Stat), ("test.Lag", test.Lag), ("test.PValue", test.PValue));
    }

    [Fact]
    public void HalfLife_Example_GivesWhatThePageSays()
    {
        double[] series = [8, 4, 2, 1, 0.5, 0.25];
        var half = HalfLife.Of(series);
        Check("half-life", ("half.Slope", half.Slope), ("half.Bars", half.Bars), ("half.OrnsteinUhlenbeck", half.OrnsteinUhlenbeck));
    }

    [Fact]
    public void Hurst_Example_GivesWhatThePageSays()
    {
        double[] series = [1, -1, 1, -1, 2, -2, 1];
        var crossings = MeanCrossings.Count(series);
        var line = HurstExponent.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        Check("hurst", ("crossings", crossings), ("line", line));
    }

    [Fact]
    public void LjungBox_Example_GivesWhatThePageSays()
    {
        double[] series = [.. Enumerable.Range(0, 120).Select(i => Math.Sin(i * 0.7) + 0.5 * Math.Sin(i * i * 0.013) + (i > 70 ? 0.3 : 0))];
        var test = LjungBoxTest.Run(series, 10);
        Check("ljung-box", ("test.Stat", test.Stat), ("test.Lags", test.Lags));
    }

    [Fact]
    public void Cusum_Example_GivesWhatThePageSays()
    {
        double[] residuals = [1, 1, 1, -1, -1, -1];
        var test = CusumTest.Run(residuals, parameters: 0);
        Check("cusum", ("test.Stat", test.Stat), ("test.PValue", test.PValue));
    }

    [Fact]
    public void Prices_Example_GivesWhatThePageSays()
    {
        var statistics = PriceStatistics.Of([11, 13, 12], [9, 10, 8], [10, 12, 9], [1, 2, 1], [10, 24, 9], 3_600_000);
        var median = PriceStatistics.Quantile([4, 1, 3, 2], 0.5);
        Check("prices", ("statistics.MaxDrawdown", statistics.MaxDrawdown), ("statistics.Vwap", statistics.Vwap), ("statistics.ReturnPct", statistics.ReturnPct), ("median", median));
    }

    [Fact]
    public void Signal_Example_GivesWhatThePageSays()
    {
        var state = SignalMachine.Next(SignalState.Flat, -2.3, 2, 0.5, 4);
        var legs = SpreadLegs.Of(PriceTransform.Log, 1.2, 3_000, 60_000, state)!.Value;
        var units = legs.X.Units;
        var cost = legs.CostBps();
        Check("signal", ("units", units), ("cost", cost), ("(int)state", (int)state));
    }

    [Fact]
    public void EveryPage_HasItsTest()
    {
        var source = File.ReadAllText(Source());
        foreach (var page in Directory.GetFiles(Folder, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n != "README"))
            Assert.Contains($"Check(\"{page}\",", source);
    }

    private static void Check(string page, params (string Name, double Value)[] values)
    {
        var text = File.ReadAllText(Path.Combine(Folder, page + ".md"));
        var code = text.Split("```csharp\n")[1].Split("```")[0];
        var source = Squeeze(File.ReadAllText(Source()));
        Assert.Contains(Squeeze(code), source);
        var rows = text.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')).ToDictionary(c => c[1].Trim(' ', '`'), c => c[2].Trim());
        Assert.Equal(values.Length, rows.Count);
        foreach (var (name, value) in values)
            Near.Equal(double.Parse(rows[name], CultureInfo.InvariantCulture), value, 1e-7, 1e-9, $"{page} {name}");
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    private static string Source([CallerFilePath] string path = "") => path;
}
