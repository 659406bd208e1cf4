using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair as a request states it. Only <c>y</c> and <c>x</c> are required.</summary>
[Example("""{"name":"Ether against Bitcoin","y":"ETHUSDT","x":"BTCUSDT","interval":"1m","window":240,"zWindow":60,"method":"ols","transform":"log","entry":2,"exit":0.5,"stop":4}""")]
internal sealed record PairBody(
    [property: Description("Ignored when it is the pair's own id, as in an answer that is sent back.")] string? Id,
    [property: Description("At most 80 characters. Default: `Y/X`.")] string? Name,
    [property: Description("The dependent leg: `ETHUSDT` of the active venue, `demo:ETHUSDT`, or `upload:{datasetId}`."), Required] string? Y,
    [property: Description("The independent leg."), Required] string? X,
    [property: Description("1s, 1m, 5m, 15m or 1h. Default 1m, of uploads the shortest they have.")] string? Interval,
    [property: Description("Hedge window in points, 10 to 5000. Default 240.")] int? Window,
    [property: Description("Window of the z-score in points, 10 to 5000. Default 60.")] int? ZWindow,
    [property: Description("How the hedge ratio is estimated. Default ols.")] HedgeMethod? Method,
    [property: Description("Log prices or prices. Default log.")] PriceTransform? Transform,
    [property: Description("Whether the regression has one. Default true.")] bool? Intercept,
    [property: Description("|z| that enters. Default 2. exit < entry < stop.")] double? Entry,
    [property: Description("|z| that leaves. Default 0.5.")] double? Exit,
    [property: Description("|z| that stops. Default 4.")] double? Stop,
    [property: Description("Whether it is live. Default true.")] bool? Enabled,
    [property: Description("Parameters of the method kalman.")] KalmanJson? Kalman) : IDefinitionBody<PairSettings>
{
    /// <inheritdoc/>
    public async Task<PairSettings?> Read(UserGrains user, FieldErrors errors)
    {
        var interval = Contracts.Markets.Interval.OneMinute;
        if (Interval is not null && !Intervals.TryParse(Interval, out interval))
        {
            errors.Add("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals.");
        }

        var (legY, legX) = (await Leg(user, "y", Y, errors), await Leg(user, "x", X, errors));
        if (legY is not { } y || legX is not { } x)
        {
            return null;
        }

        if (Interval is null && (y.IsUpload || x.IsUpload))
        {
            interval = await Shortest(user, y, x) ?? interval;
        }

        var defaults = new PairSettings { Y = y, X = x };
        return defaults with
        {
            // The default name is not kept, so that it follows the legs.
            Name = Name == $"{y.Shown}/{x.Shown}" ? null : Name,
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
        };
    }

    /// <summary>The shortest interval that both legs have.</summary>
    private static async Task<Interval?> Shortest(UserGrains user, params SymbolKey[] legs)
    {
        IEnumerable<Interval> common = Intervals.All;
        foreach (var leg in legs.Where(leg => leg.IsUpload))
        {
            common = common.Intersect((await user.Dataset(leg.Shown).Get())?.Intervals ?? []);
        }

        return common.Select(interval => (Interval?)interval).FirstOrDefault();
    }

    private static async Task<SymbolKey?> Leg(UserGrains user, string field, string? name, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.Add(field, "required", $"Give the symbol of leg {field}.");
            return null;
        }

        if (await user.Find(name) is { } symbol)
        {
            return symbol;
        }

        errors.Add(field, "a known symbol", $"There is no symbol '{name}'.");
        return null;
    }
}
