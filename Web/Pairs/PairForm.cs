using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>What stands in the fields of a pair's form, and what is wrong with it. The rules themselves are the workspace's.</summary>
public sealed class PairForm
{
    private Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private PairSettings? original;

    /// <summary>The estimators that pairs can use.</summary>
    public static IReadOnlyList<Choice<HedgeMethod>> Methods { get; } =
        [.. Enum.GetValues<HedgeMethod>().Select(method => new Choice<HedgeMethod>(method, PairTexts.MethodName(method)))];

    /// <summary>What is regressed.</summary>
    public static IReadOnlyList<Choice<PriceTransform>> Transforms { get; } =
        [new(PriceTransform.Log, PairTexts.TransformLog), new(PriceTransform.Level, PairTexts.TransformLevel)];

    public string? Name { get; set; }

    public SymbolKey? Y { get; set; }

    public SymbolKey? X { get; set; }

    public Interval Interval { get; set; } = Interval.OneMinute;

    public double? Window { get; set; } = 240;

    public double? ZWindow { get; set; } = 60;

    public HedgeMethod Method { get; set; } = HedgeMethod.Ols;

    /// <summary>How far the state of the Kalman method drifts; null: its default, or the explicit parameters that the pair already has.</summary>
    public double? Delta { get; set; }

    public PriceTransform Transform { get; set; } = PriceTransform.Log;

    public bool Intercept { get; set; } = true;

    public double? Entry { get; set; } = 2;

    public double? Exit { get; set; } = 0.5;

    public double? Stop { get; set; } = 4;

    public bool Enabled { get; set; } = true;

    /// <summary>The fields of existing settings.</summary>
    public static PairForm Of(PairSettings settings) => new()
    {
        original = settings,
        Name = settings.Name,
        Y = settings.Y,
        X = settings.X,
        Interval = settings.Interval,
        Window = settings.Window,
        ZWindow = settings.ZWindow,
        Method = settings.Method,
        Delta = settings.Kalman?.Delta,
        Transform = settings.Transform,
        Intercept = settings.Intercept,
        Entry = settings.Entry,
        Exit = settings.Exit,
        Stop = settings.Stop,
        Enabled = settings.Enabled,
    };

    /// <summary>The same values in fields of their own.</summary>
    public PairForm Copy() => (PairForm)MemberwiseClone();

    /// <summary>What is wrong with a field (its name in the API), or with the whole for the empty name; null: nothing.</summary>
    public string? Error(string field) => errors.GetValueOrDefault(field);

    /// <summary>The settings as typed; null when a field is empty or cannot be read, which its error then says.</summary>
    public PairSettings? Read()
    {
        errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var y = Required(Y, "y");
        var x = Required(X, "x");
        var settings = new PairSettings
        {
            Name = string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(),
            Y = y,
            X = x,
            Interval = Interval,
            Window = Whole(Window, "window"),
            ZWindow = Whole(ZWindow, "zWindow"),
            Method = Method,
            Transform = Transform,
            Intercept = Intercept,
            Entry = Number(Entry, "entry"),
            Exit = Number(Exit, "exit"),
            Stop = Number(Stop, "stop"),
            Enabled = Enabled,
            Kalman = Method != HedgeMethod.Kalman ? null : Delta is { } delta ? new KalmanParameters(delta, null, null, null) : original?.Kalman is { Delta: null } given ? given : null,
        };
        return errors.Count == 0 ? settings : null;
    }

    /// <summary>The settings as typed so far, without complaining; null when they cannot be read yet.</summary>
    public PairSettings? Peek()
    {
        var shown = errors;
        var settings = Read();
        errors = shown;
        return settings;
    }

    /// <summary>Shows refusals at their fields; those without one, or with one that the form has not, at the top.</summary>
    public void Refuse(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            var field = refusal.Field is "name" or "y" or "x" or "window" or "zWindow" or "entry" or "exit" or "stop" or "kalman.delta" ? refusal.Field : "";
            errors[field] = errors.TryGetValue(field, out var before) ? $"{before} {refusal.Message}" : refusal.Message;
        }
    }

    private SymbolKey Required(SymbolKey? symbol, string field)
    {
        if (symbol is null)
        {
            errors[field] = PairTexts.ChooseSymbol;
        }

        return symbol.GetValueOrDefault();
    }

    private double Number(double? number, string field)
    {
        if (number is null)
        {
            errors[field] = PairTexts.NotANumber;
        }

        return number.GetValueOrDefault();
    }

    private int Whole(double? number, string field)
    {
        if (number is not { } value || value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue)
        {
            errors[field] = PairTexts.WholeNumber;
            return 0;
        }

        return (int)value;
    }
}
