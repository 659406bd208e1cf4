using System.Globalization;
using System.Text.Json;
using QuantPlatform.Analytics.Diagnostics;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Diagnostics;

/// <summary>Values printed by Stata and Matlab.</summary>
public sealed class DiagnosticsPublishedTests
{
    [SkippableFact]
    public void Adf_MacroSeries_EqualsStata()
    {
        foreach (var test in ReferenceData.Json("reference_published.json").GetProperty("adf_stata").GetProperty("cases").EnumerateArray())
        {
            var series = ReferenceData.Read("sm_macrodata.csv", test.GetProperty("series").GetString()!)[0];
            var actual = AdfTest.Run(series, Trend(test.GetProperty("regression").GetString()!), LagSelection.Fixed, (int)test.Number("maxlag"));
            Near.Equal(test.Number("stat"), actual.Stat, 0, test.Number("tol_stat"), "stat");
            if (test.GetProperty("pvalue").ValueKind != JsonValueKind.Null)
                Near.Equal(test.Number("pvalue"), actual.PValue, 0, 1e-5, "p");
            var critical = test.GetProperty("crit_1_5_10").Numbers();
            Near.Equal(critical[0], actual.Critical.OnePercent, 0, 0.015);
            Near.Equal(critical[1], actual.Critical.FivePercent, 0, 0.015);
            Near.Equal(critical[2], actual.Critical.TenPercent, 0, 0.015);
        }
    }

    [SkippableFact]
    public void Adf_LogGdp_ChoosesThePublishedLag()
    {
        var expected = (int)ReferenceData.Json("reference_published.json").GetProperty("adf_autolag").Number("expect_usedlag_aic");
        var series = ReferenceData.Read("sm_macrodata.csv", "realgdp")[0].Select(v => Math.Log(v)).ToArray();
        foreach (var trend in Enum.GetValues<TrendKind>())
            Assert.Equal(expected, AdfTest.Run(series, trend).Lag);
    }

    [SkippableFact]
    public void EngleGranger_TwoSeries_EqualsStata()
    {
        var published = ReferenceData.Json("reference_published.json").GetProperty("engle_granger_stata");
        var columns = ReferenceData.Read("sm_egranger_y.csv", "y0", "y1");
        foreach (var test in published.GetProperty("stat_crit1_5_10").EnumerateObject())
        {
            var actual = EngleGrangerTest.Run(columns[0], columns[1], Trend(test.Name), LagSelection.Fixed, (int)published.Number("maxlag"));
            var expected = test.Value.Numbers();
            Near.Equal(expected[0], actual.Stat, 1e-8, 0, test.Name);
            Near.Equal(expected[1], actual.Critical.OnePercent, 1e-10, 0, test.Name);
            Near.Equal(expected[2], actual.Critical.FivePercent, 1e-10, 0, test.Name);
            Near.Equal(expected[3], actual.Critical.TenPercent, 1e-10, 0, test.Name);
        }

        var automatic = EngleGrangerTest.Run(columns[0], columns[1], TrendKind.ConstantTrend);
        var best = published.GetProperty("aic_ct").Numbers();
        Near.Equal(best[0], automatic.Stat, 1e-8, 0, "aic");
        Near.Equal(best[1], automatic.PValue, 1e-5, 0, "aic p");
        var macro = published.GetProperty("macro");
        var gdp = ReferenceData.Read("sm_macrodata.csv", "realcons", "realgdp");
        Near.Equal(macro.Number("stat"), EngleGrangerTest.Run(gdp[0], gdp[1], TrendKind.Constant, LagSelection.Fixed, 0).Stat, 0, macro.Number("tol"), "macro");
    }

    [SkippableFact]
    public void Johansen_EightSeries_EqualsMatlab()
    {
        var published = ReferenceData.Json("reference_published.json").GetProperty("johansen_matlab");
        var rows = ReferenceData.Lines("sm_johansen_jplv.txt")
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var series = Enumerable.Range(0, rows[0].Length).Select(j => rows.Select(r => r[j]).ToArray()).ToArray();
        foreach (var test in published.GetProperty("cases").EnumerateArray())
        {
            var trend = (TrendKind)((int)test.Number("det_order") + 1);
            var actual = JohansenTest.Run(series, trend, (int)test.Number("k_ar_diff"));
            var (trace, max) = (test.GetProperty("trace").Numbers(), test.GetProperty("max_eig").Numbers());
            for (var i = 0; i < 8; i++)
            {
                Near.Equal(trace[i], actual.Rows[i].Trace, 1e-6, 1e-6, $"{trend} trace {i}");
                Near.Equal(max[i], actual.Rows[i].MaxEigen, 1e-6, 1e-6, $"{trend} max {i}");
                Assert.Equal(test.GetProperty("trace_crit")[i].Numbers()[1], actual.Rows[i].TraceCritical.FivePercent);
                Assert.Equal(test.GetProperty("max_eig_crit")[i].Numbers()[1], actual.Rows[i].MaxEigenCritical.FivePercent);
            }
        }
    }

    private static TrendKind Trend(string name) => name switch { "n" => TrendKind.None, "c" => TrendKind.Constant, _ => TrendKind.ConstantTrend };
}
