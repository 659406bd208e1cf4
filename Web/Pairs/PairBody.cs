using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair as a request states it. Only <c>y</c> and <c>x</c> are required.</summary>
/// <param name="Id">Ignored when it is the pair's own id, as in an answer that is sent back.</param>
/// <param name="Name">At most 80 characters. Default: <c>Y/X</c>.</param>
/// <param name="Y">The dependent leg: <c>ETHUSDT</c> of the active venue, or <c>demo:ETHUSDT</c>.</param>
/// <param name="X">The independent leg.</param>
/// <param name="Interval">1s, 1m, 5m, 15m or 1h. Default 1m.</param>
/// <param name="Window">Hedge window in points, 10 to 5000. Default 240.</param>
/// <param name="ZWindow">Window of the z-score in points, 10 to 5000. Default 60.</param>
/// <param name="Method">How the hedge ratio is estimated. Default ols.</param>
/// <param name="Transform">Log prices or prices. Default log.</param>
/// <param name="Intercept">Whether the regression has one. Default true.</param>
/// <param name="Entry">|z| that enters. Default 2. exit &lt; entry &lt; stop.</param>
/// <param name="Exit">|z| that leaves. Default 0.5.</param>
/// <param name="Stop">|z| that stops. Default 4.</param>
/// <param name="Enabled">Whether it is live. Default true.</param>
/// <param name="Kalman">Parameters of the method kalman.</param>
internal sealed record PairBody(
    string? Id, string? Name, string? Y, string? X, string? Interval, int? Window, int? ZWindow, HedgeMethod? Method, PriceTransform? Transform, bool? Intercept,
    double? Entry, double? Exit, double? Stop, bool? Enabled, KalmanJson? Kalman)
{
    /// <summary>The settings, or what stands in their way.</summary>
    /// <param name="ownId">The id of the pair that is changed; null for a new one.</param>
    public async Task<(PairSettings? Settings, ProblemResult? Problem)> Read(UserGrains user, string? ownId)
    {
        var errors = new List<FieldError>();
        if (Id is not null && Id != ownId)
        {
            errors.Add(new FieldError("id", ownId is null ? "not given" : "the pair's own id", "An id cannot be chosen or changed."));
        }

        var interval = Contracts.Markets.Interval.OneMinute;
        if (Interval is not null && !Intervals.TryParse(Interval, out interval))
        {
            errors.Add(new FieldError("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals."));
        }

        var y = await Leg(user, "y", Y, errors);
        var x = await Leg(user, "x", X, errors);
        if (errors.Count > 0)
        {
            return (null, Problems.Invalid(errors));
        }

        var defaults = new PairSettings { Y = y, X = x };
        return (defaults with
        {
            // The default name is not kept, so that it follows the legs.
            Name = Name == $"{y.Symbol}/{x.Symbol}" ? null : Name,
            Interval = interval,
            Window = Window ?? defaults.Window,
            ZWindow = ZWindow ?? defaults.ZWindow,
            Method = Method ?? defaults.Method,
            Transform = Transform ?? defaults.Transform,
            Intercept = Intercept ?? defaults.Intercept,
            Entry = Entry ?? defaults.Entry,
            Exit = Exit ?? defaults.Exit,
            Stop = Stop ?? defaults.Stop,
            Enabled = Enabled ?? defaults.Enabled,
            Kalman = Kalman is null ? null : new KalmanParameters(Kalman.Delta, Kalman.Q, Kalman.R, Kalman.P0),
        }, null);
    }

    private static async Task<SymbolKey> Leg(UserGrains user, string field, string? name, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.Add(new FieldError(field, "required", $"Give the symbol of leg {field}."));
            return default;
        }

        if (await user.Find(name) is { } symbol)
        {
            return symbol;
        }

        errors.Add(new FieldError(field, "a known symbol", $"There is no symbol '{name}'."));
        return default;
    }
}
