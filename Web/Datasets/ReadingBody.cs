using System.ComponentModel;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Datasets;

/// <summary>How a file is to be read. What is left out is found out.</summary>
[Example("""{"symbol":"GOLD","interval":"1m","timeFormat":"iso","delimiter":","}""")]
internal sealed record ReadingBody(
    [property: Description("What you call it: 1 to 40 letters, digits, spaces and . _ - /")] string? Symbol,
    [property: Description("1s, 1m, 5m, 15m or 1h; for bars only.")] string? Interval,
    [property: Description("`s`, `ms`, `us`, `ns`, `iso`, or a pattern such as `dd.MM.yyyy HH:mm`.")] string? TimeFormat,
    [property: Description("One character, or `tab`.")] string? Delimiter)
{
    /// <summary>Longest name.</summary>
    public const int MaxSymbol = 40;

    private const string SymbolRule = "1 to 40 letters, digits, spaces and . _ - /";

    /// <summary>The reading, or what is wrong with it.</summary>
    /// <param name="otherwise">The name when none is given; null: one must be.</param>
    public (DatasetReading? Reading, ProblemResult? Problem) Read(string? otherwise)
    {
        var errors = new List<FieldError>();
        var symbol = (Symbol ?? otherwise)?.Trim() ?? "";
        if (symbol.Length is 0 or > MaxSymbol || !symbol.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or '/'))
        {
            errors.Add(new FieldError("symbol", symbol.Length == 0 ? "required" : SymbolRule, symbol.Length == 0 ? "Say what the data is of." : $"A name has {SymbolRule}."));
        }

        Interval? interval = null;
        if (!string.IsNullOrEmpty(Interval))
        {
            if (Intervals.TryParse(Interval, out var known))
            {
                interval = known;
            }
            else
            {
                errors.Add(new FieldError("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals, or leave it out."));
            }
        }

        var reading = new DatasetReading(symbol, interval, string.IsNullOrEmpty(TimeFormat) ? null : TimeFormat, string.IsNullOrEmpty(Delimiter) ? null : Delimiter);
        return errors.Count > 0 ? (null, Problems.Invalid(errors)) : (reading, null);
    }
}
