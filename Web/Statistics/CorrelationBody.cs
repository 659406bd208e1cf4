using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Statistics;

/// <summary>A universe whose correlations are asked for.</summary>
[Example("""{"symbols":["BTCUSDT","ETHUSDT","SOLUSDT"],"interval":"1m","window":240}""")]
internal sealed record CorrelationBody(
    [property: Description("2 to 50 different symbols."), Required] IReadOnlyList<string?>? Symbols,
    [property: Description("1s, 1m, 5m, 15m or 1h. Default 1m.")] string? Interval,
    [property: Description("Log returns, 10 to 5000. Default 240.")] int? Window)
{
    private const int DefaultWindow = 240;

    /// <summary>What is asked, or what is wrong with it.</summary>
    public async Task<(List<SymbolKey> Keys, Interval Interval, int Window, ProblemResult? Problem)> Read(UserGrains user)
    {
        var errors = new List<FieldError>();
        var interval = Contracts.Markets.Interval.OneMinute;
        if (Interval is not null && !Intervals.TryParse(Interval, out interval))
        {
            errors.Add(new FieldError("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals."));
        }

        var window = Window ?? DefaultWindow;
        if (window is < PairSettings.MinWindow or > PairSettings.MaxWindow)
        {
            errors.Add(new FieldError("window", $"{PairSettings.MinWindow} to {PairSettings.MaxWindow}", "Choose another window."));
        }

        var keys = await ReadSymbols(user, errors);
        return (keys, interval, window, errors.Count > 0 ? Problems.Invalid(errors) : null);
    }

    private async Task<List<SymbolKey>> ReadSymbols(UserGrains user, List<FieldError> errors)
    {
        var keys = new List<SymbolKey>();
        if (Symbols is not { Count: >= 2 and <= CorrelationTable.MaxSymbols })
        {
            errors.Add(new FieldError("symbols", $"2 to {CorrelationTable.MaxSymbols} symbols", "Give the symbols to compare."));
            return keys;
        }

        for (var i = 0; i < Symbols.Count; i++)
        {
            if (await user.Find(Symbols[i]) is not { } key)
            {
                errors.Add(new FieldError($"symbols[{i}]", "a known symbol", $"There is no symbol '{Symbols[i]}'."));
            }
            else if (keys.Contains(key))
            {
                errors.Add(new FieldError($"symbols[{i}]", "given once", $"'{Symbols[i]}' is given twice."));
            }
            else
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}

/// <summary>Correlations of log returns within a universe.</summary>
[Example("""{"symbols":["BTCUSDT","ETHUSDT","SOLUSDT"],"matrix":[[1,0.929696,0.896287],[0.929696,1,0.843829],[0.896287,0.843829,1]],"samples":240}""")]
internal sealed record CorrelationJson(
    [property: Description("As they were asked for.")] IReadOnlyList<string> Symbols,
    [property: Description("A row a symbol, in the same order; null where a symbol did not move.")] IReadOnlyList<IReadOnlyList<double?>> Matrix,
    [property: Description("Returns that the numbers are made of; fewer than the window when there are no more bars that all symbols have.")] int Samples);
