using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Pairs;

namespace QuantPlatform.Web.Statistics;

/// <summary>A series to be analysed as a pair.</summary>
[Example("""{"y":[100.0,100.4,101.1,100.9,101.6,102.2,101.8,102.5,103.1,102.9,103.4,103.9],"x":[50.0,50.1,50.5,50.4,50.7,51.1,50.9,51.2,51.6,51.4,51.8,51.9],"window":10,"zWindow":10,"method":"ols","transform":"log"}""")]
internal sealed record PairSeriesBody(
    [property: Description("Prices of the dependent leg, oldest first, 10 to 100,000."), Required] IReadOnlyList<double>? Y,
    [property: Description("Prices of the independent leg, as many."), Required] IReadOnlyList<double>? X,
    [property: Description("Their times in Unix ms, ascending; left out: unknown. The points count as consecutive either way.")] IReadOnlyList<long>? Time,
    [property: Description("1s, 1m, 5m, 15m or 1h; only echoed.")] string? Interval,
    [property: Description("Hedge window in points, 10 to the number of points. Default 240, or the number of points if that is less.")] int? Window,
    [property: Description("Window of the z-score in points, likewise. Default 60.")] int? ZWindow,
    [property: Description("How the hedge ratio is estimated.")] HedgeMethod? Method,
    [property: Description("Log prices or prices.")] PriceTransform? Transform,
    [property: Description("Whether the regression has one.")] bool? Intercept,
    [property: Description("|z| that enters.")] double? Entry,
    [property: Description("|z| that leaves.")] double? Exit,
    [property: Description("|z| that stops.")] double? Stop,
    [property: Description("Parameters of the Kalman method.")] KalmanJson? Kalman)
{
    /// <summary>Room for 100,000 points of two prices with all their digits and a time.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The series, or what is missing.</summary>
    public (PairSeriesInput? Input, ProblemResult? Problem) Read()
    {
        var errors = new List<FieldError>();
        var interval = Contracts.Markets.Interval.OneMinute;
        if (Interval is not null && !Intervals.TryParse(Interval, out interval))
        {
            errors.Add(new FieldError("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals."));
        }

        if (Y is null)
        {
            errors.Add(new FieldError("y", "required", "Give the prices of y."));
        }

        if (X is null)
        {
            errors.Add(new FieldError("x", "required", "Give the prices of x."));
        }

        if (errors.Count > 0)
        {
            return (null, Problems.Invalid(errors));
        }

        var defaults = new PairSettings { Y = new SymbolKey(Venues.Upload, "y"), X = new SymbolKey(Venues.Upload, "x") };
        return (new PairSeriesInput([.. Y!], [.. X!], [.. Time ?? []], defaults with
        {
            Interval = interval,
            Window = Window ?? Math.Min(defaults.Window, Y!.Count),
            ZWindow = ZWindow ?? Math.Min(defaults.ZWindow, Y!.Count),
            Method = Method ?? defaults.Method,
            Transform = Transform ?? defaults.Transform,
            Intercept = Intercept ?? defaults.Intercept,
            Entry = Entry ?? defaults.Entry,
            Exit = Exit ?? defaults.Exit,
            Stop = Stop ?? defaults.Stop,
            Kalman = Kalman is null ? null : new KalmanParameters(Kalman.Delta, Kalman.Q, Kalman.R, Kalman.P0),
        }), null);
    }
}
