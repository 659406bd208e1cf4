using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair as it is defined.</summary>
[Example("""
    {"id":"1242af5a3ffd4cd7a28c162e4a2f6368","name":"Ether against Bitcoin","y":"binance-usdm:ETHUSDT","x":"binance-usdm:BTCUSDT","interval":"1m",
    "window":240,"zWindow":60,"method":"ols","transform":"log","intercept":true,"entry":2,"exit":0.5,"stop":4,"enabled":true}
    """)]
internal sealed record PairJson(
    [property: Description("Its id.")] string Id,
    [property: Description("Its name; `Y/X` unless it was given another.")] string Name,
    [property: Description("The dependent leg with its venue, e.g. `demo:ETHUSDT`.")] string Y,
    [property: Description("The independent leg with its venue.")] string X,
    [property: Description("1s, 1m, 5m, 15m or 1h.")] string Interval,
    [property: Description("Hedge window in points.")] int Window,
    [property: Description("Window of the z-score in points.")] int ZWindow,
    [property: Description("How the hedge ratio is estimated.")] HedgeMethod Method,
    [property: Description("Log prices or prices.")] PriceTransform Transform,
    [property: Description("Whether the regression has one.")] bool Intercept,
    [property: Description("|z| that enters.")] double Entry,
    [property: Description("|z| that leaves.")] double Exit,
    [property: Description("|z| that stops.")] double Stop,
    [property: Description("Whether it is live.")] bool Enabled,
    [property: Description("Parameters of the Kalman method; absent without."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KalmanJson? Kalman)
{
    public static PairJson Of(PairDefinition pair) => Of(pair.Id, pair.DisplayName, pair.Settings);

    /// <summary>What a pair would be with other settings.</summary>
    public static PairJson Of(PairDefinition pair, PairSettings settings) => Of(pair with { Settings = settings });

    private static PairJson Of(string id, string name, PairSettings settings) => new(
        id, name, settings.Y.Name, settings.X.Name, settings.Interval.Name(), settings.Window, settings.ZWindow, settings.Method, settings.Transform,
        settings.Intercept, settings.Entry, settings.Exit, settings.Stop, settings.Enabled,
        settings.Kalman is { } kalman ? new KalmanJson(kalman.Delta, kalman.Q, kalman.R, kalman.P0) : null);
}

/// <summary>Parameters of the Kalman method: <c>delta</c>, or all of <c>q</c>, <c>r</c> and <c>p0</c>.</summary>
internal sealed record KalmanJson(
    [property: Description("How fast the coefficients may move, between 0 and 1."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Delta,
    [property: Description("Variance of their steps."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Q,
    [property: Description("Variance of the observation."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? R,
    [property: Description("Variance they start with."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P0);
