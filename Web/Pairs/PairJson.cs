using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair as it is defined.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; <c>Y/X</c> unless it was given another.</param>
/// <param name="Y">The dependent leg with its venue, e.g. <c>demo:ETHUSDT</c>.</param>
/// <param name="X">The independent leg with its venue.</param>
/// <param name="Interval">1s, 1m, 5m, 15m or 1h.</param>
/// <param name="Window">Hedge window in points.</param>
/// <param name="ZWindow">Window of the z-score in points.</param>
/// <param name="Method">How the hedge ratio is estimated.</param>
/// <param name="Transform">Log prices or prices.</param>
/// <param name="Intercept">Whether the regression has one.</param>
/// <param name="Entry">|z| that enters.</param>
/// <param name="Exit">|z| that leaves.</param>
/// <param name="Stop">|z| that stops.</param>
/// <param name="Enabled">Whether it is live.</param>
/// <param name="Kalman">Parameters of the Kalman method; absent without.</param>
internal sealed record PairJson(
    string Id, string Name, string Y, string X, string Interval, int Window, int ZWindow, HedgeMethod Method, PriceTransform Transform, bool Intercept,
    double Entry, double Exit, double Stop, bool Enabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KalmanJson? Kalman)
{
    public static PairJson Of(PairDefinition pair) => Of(pair.Id, pair.DisplayName, pair.Settings);

    /// <summary>What a pair would be with other settings.</summary>
    public static PairJson Of(PairDefinition pair, PairSettings settings) => Of(pair with { Settings = settings });

    private static PairJson Of(string id, string name, PairSettings settings) => new(
        id, name, settings.Y.ToString(), settings.X.ToString(), settings.Interval.Name(), settings.Window, settings.ZWindow, settings.Method, settings.Transform,
        settings.Intercept, settings.Entry, settings.Exit, settings.Stop, settings.Enabled,
        settings.Kalman is { } kalman ? new KalmanJson(kalman.Delta, kalman.Q, kalman.R, kalman.P0) : null);
}

/// <summary>Parameters of the Kalman method: <c>delta</c>, or all of <c>q</c>, <c>r</c> and <c>p0</c>.</summary>
/// <param name="Delta">How fast the coefficients may move, between 0 and 1.</param>
/// <param name="Q">Variance of their steps.</param>
/// <param name="R">Variance of the observation.</param>
/// <param name="P0">Variance they start with.</param>
internal sealed record KalmanJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Delta,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Q,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? R,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P0);
