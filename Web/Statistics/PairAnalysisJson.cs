using System.ComponentModel;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;

namespace QuantPlatform.Web.Statistics;

/// <summary>A series read as a pair: the fields of a snapshot at its last point, and the tests of its last window.</summary>
[Example("""
    {"diagnostics":{"time":null,"n":10,"window":10,"adf":{"stat":-4.85545,"pValue":4.25486e-05,"lag":3,"nobs":6,"trend":"c","critical":{"1%":-5.35426,
    "5%":-3.64624,"10%":-2.9012}},"engleGranger":{"yOnX":{"stat":null,"pValue":null,"lag":null,"alpha":0.930666,"beta":0.939736,"critical":null,
    "cointegrated":null},"xOnY":{"stat":null,"pValue":null,"lag":null,"alpha":-0.942492,"beta":1.05379,"critical":null,"cointegrated":null},
    "cointegrated":null},"johansen":{"lag":1,"rows":[{"rank":0,"trace":11.2741,"traceCritical":{"1%":19.9349,"5%":15.4943,"10%":13.4294},
    "maxEigen":11.1415,"maxEigenCritical":{"1%":18.52,"5%":14.2639,"10%":12.2971}},{"rank":1,"trace":0.132652,"traceCritical":{"1%":6.6349,
    "5%":3.8415,"10%":2.7055},"maxEigen":0.132652,"maxEigenCritical":{"1%":6.6349,"5%":3.8415,"10%":2.7055}}]},"kpss":{"stat":0.247675,
    "pValue":0.1,"lag":5,"critical":{"1%":0.739,"5%":0.463,"10%":0.347}},"halfLife":null,"halfLifeOu":0.35394,"hurst":0.371451,"crossings":7,
    "ljungBox":{"stat":7.92832,"pValue":0.018984,"lags":2},"stability":{"test":"cusum","stat":0.449277,"pValue":0.987635},"ols":{"alpha":0.930666,
    "beta":0.939736,"alphaSe":0.129498,"betaSe":0.0329115,"r2":0.990283,"residualStd":0.00101843},"liquidity":{"y":{"meanVolume":null,"medianVolume":null,
    "meanDollarVolume":null,"medianDollarVolume":null,"tradesPerBar":null,"quietShare":null,"spreadBps":null},"x":{"meanVolume":null,"medianVolume":null,
    "meanDollarVolume":null,"medianDollarVolume":null,"tradesPerBar":null,"quietShare":null,"spreadBps":null}},"reasons":{"engleGranger.xOnY":"too few points",
    "engleGranger.yOnX":"too few points","halfLife":"reverts within a bar","liquidity":"no volumes"}},"pairId":null,"interval":null,"time":null,
    "revision":0,"feedState":null,"priceY":103.9,"priceX":51.9,"alpha":0.930666,"beta":0.939736,"betaSe":0.0329115,"r2":0.990283,"spread":0.00144693,
    "spreadMean":0,"spreadStd":0.00096019,"spreadStdBps":9.6019,"costBps":15.5179,"z":1.50692,"correlation":0.933708,"betaDrift":null,"volatilityRatio":2.15051,
    "halfLife":null,"adfP":4.25486e-05,"egP":null,"cointegrated":null,"signal":"flat","legs":[{"symbol":"y","side":"buy","units":1,"notional":103.9},
    {"symbol":"x","side":"sell","units":1.88128,"notional":97.6385}],"ready":true,"samples":10,"required":10,"reason":"","metrics":{"adfP":{"samples":10,
    "required":10,"ready":true,"reason":""},"beta":{"samples":10,"required":10,"ready":true,"reason":""},"betaDrift":{"samples":12,"required":20,
    "ready":false,"reason":"warming 12/20"},"cointegrated":{"samples":10,"required":10,"ready":false,"reason":"too few points"},"correlation":{"samples":11,
    "required":11,"ready":true,"reason":""},"egP":{"samples":10,"required":10,"ready":false,"reason":"too few points"},"halfLife":{"samples":10,
    "required":10,"ready":false,"reason":"reverts within a bar"},"volatilityRatio":{"samples":10,"required":10,"ready":true,"reason":""},
    "z":{"samples":10,"required":10,"ready":true,"reason":""}},"quality":null,"preview":null,"interpretation":{"summary":"Flat: y is 1.51 standard deviations above its usual level against x, inside the entry level of 2.",
    "confidence":"low","reasons":["A window of 10 bars is too short to test whether the spread returns (at least 100).","The spread shows no pull back to its mean (half-life undefined).",
    "The spread has become wilder: its recent moves are 2.15 times the usual size.","The way back to the mean (14.47 bps) is shorter than the cost of a round trip (15.52 bps)."],
    "watch":["A signal starts when z reaches 2 either way, short of 4."]}}
    """)]
internal sealed record PairAnalysisJson : PairSnapshotJson
{
    private PairAnalysisJson(PairSnapshotJson snapshot, DiagnosticsJson diagnostics)
        : base(snapshot) => Diagnostics = diagnostics;

    [Description("The fields of `/pairs/{id}/diagnostics`.")]
    public DiagnosticsJson Diagnostics { get; }

    /// <param name="interval">As the request named it; null when it did not.</param>
    public static PairAnalysisJson Of(PairAnalysis analysis, string? interval)
    {
        var snapshot = PairSnapshotJson.Of(analysis.Snapshot, prose: true);
        return new PairAnalysisJson(
            snapshot with
            {
                PairId = null,
                Interval = interval,
                FeedState = null,
                Legs = [.. analysis.Snapshot.Legs.Select((leg, i) => snapshot.Legs[i] with { Symbol = leg.Symbol.Symbol })],
            },
            DiagnosticsJson.Of(analysis.Diagnostics));
    }
}
