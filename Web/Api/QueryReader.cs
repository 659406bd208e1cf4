using System.Globalization;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Api;

/// <summary>Reads query parameters and collects what is wrong with them.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    public const int DefaultLimit = 500;

    private const int MaxText = 100;

    private readonly List<FieldError> _errors = [];
    private FieldError? _contradiction;

    /// <summary>The answer when something is wrong; null when nothing is.</summary>
    public ProblemResult? Problem =>
        _errors.Count > 0 ? Problems.Invalid(_errors)
        : _contradiction is not null ? Problems.Of(StatusCodes.Status422UnprocessableEntity, RefusalCodes.Unprocessable, _contradiction.Message, _contradiction)
        : null;

    /// <summary><c>from</c>, <c>to</c> and <c>limit</c>.</summary>
    public TimeRange Range()
    {
        var (from, to) = (Time("from"), Time("to"));
        if (from > to)
        {
            _contradiction = new FieldError("from", "from <= to", "The range ends before it begins.");
        }

        return new TimeRange(from, to, Limit());
    }

    public int Limit() => (int)(Integer("limit", 1, IHistoryGrain.MaxRows) ?? DefaultLimit);

    /// <summary>A count; null when absent.</summary>
    public int? Count(string name, int min, int max) => (int?)Integer(name, min, max);

    /// <summary>One of some words; the first when absent.</summary>
    public T Choice<T>(string name, params IReadOnlyList<(string Word, T Value)> choices)
    {
        var text = Text(name);
        foreach (var (word, value) in choices)
        {
            if (text is null || text == word)
            {
                return value;
            }
        }

        return Refuse<T>(name, string.Join(" or ", choices.Select(choice => choice.Word)));
    }

    /// <summary>A value of an enumeration by its camelCase name; null when absent.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        return text is null ? null : ApiJson.ValueOf<T>(text) ?? Refuse<T?>(name, ApiJson.RuleOf(typeof(T)));
    }

    /// <summary>A time in Unix ms.</summary>
    public long? Time(string name) => Integer(name, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => Refuse<bool?>(name, "true or false"),
    };

    public Interval Interval(string name, Interval otherwise)
    {
        var text = Text(name);
        return text is null ? otherwise
            : Intervals.TryParse(text, out var interval) ? interval
            : Refuse<Interval>(name, string.Join(", ", Intervals.All.Select(one => one.Name())));
    }

    public TableFormat Format() => Text("format") switch
    {
        null or "json" => TableFormat.Json,
        "csv" => TableFormat.Csv,
        "ndjson" => TableFormat.Ndjson,
        _ => Refuse<TableFormat>("format", "json, csv or ndjson"),
    };

    /// <summary>The number of rows that earlier pages held.</summary>
    public int Cursor()
    {
        var text = Text("cursor");
        return text is null ? 0 : PageCursor.TryRead(text, out var skip) ? skip : Refuse<int>("cursor", "a nextCursor of this list");
    }

    /// <summary>A short text; null when absent or empty.</summary>
    public string? Text(string name)
    {
        var values = request.Query[name];
        if (values.Count > 1)
        {
            return Refuse<string?>(name, "given once");
        }

        var text = values.Count == 1 ? values[0] : null;
        return string.IsNullOrEmpty(text) ? null : text.Length <= MaxText ? text : Refuse<string?>(name, $"at most {MaxText} characters");
    }

    private long? Integer(string name, long min, long max)
    {
        var text = Text(name);
        return text is null ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
            : Refuse<long?>(name, $"an integer from {min} to {max}");
    }

    private T Refuse<T>(string name, string rule)
    {
        _errors.Add(new FieldError(name, rule, $"'{name}' must be {rule}."));
        return default!;
    }
}
