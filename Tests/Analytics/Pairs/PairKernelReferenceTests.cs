using QuantPlatform.Analytics.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Analytics.Pairs;

/// <summary>Live β, α, z and correlation against values in extended precision for nine real pairs.</summary>
public sealed class PairKernelReferenceTests
{
    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var pair in ReferenceData.Pairs)
        {
            data.Add(pair, 60);
            if (pair is not ("gld_gdx_daily" or "usdm_20240808_5s" or "macro_cons_gdp")) // too short
                data.Add(pair, 240);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Add_RealPair_EqualsExtendedPrecision(string pair, int window)
    {
        var reference = ReferenceData.Json("reference_live.json").GetProperty(pair);
        var live = reference.GetProperty(window.ToString());
        var input = ReferenceData.Pair(pair);
        var index = live.GetProperty("index").Numbers();
        var settings = new PairSettings { IntervalMs = input.IntervalMs, Window = window, ZWindow = window };
        var values = new PairValues[input.Times.Length];

        PairSeries.Compute(settings, input.Times, input.Y, input.X, values, resetsOnGap: false);

        var (beta, alpha, z, corr) = (live.GetProperty("beta").Numbers(), live.GetProperty("alpha").Numbers(), live.GetProperty("z").Numbers(), live.GetProperty("corr").Numbers());
        Assert.NotEmpty(index);
        for (var k = 0; k < index.Length; k++)
        {
            var actual = values[(int)index[k]];
            var at = $"{pair} W={window} at {index[k]}";
            Near.Equal(beta[k], actual.Beta, 1e-9, 1e-11, $"beta {at}");
            Near.Equal(alpha[k], actual.Alpha, 1e-9, 1e-10, $"alpha {at}");
            Near.Equal(z[k], actual.Z, 1e-9, 1e-9, $"z {at}");
            Near.Equal(corr[k], actual.Correlation, 1e-9, 1e-9, $"correlation {at}");
        }
    }
}
