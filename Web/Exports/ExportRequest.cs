using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Exports;

/// <summary>A request whose words are known, each belonging to its kind. Whether its symbol or pair exists is not looked up.</summary>
internal sealed record ExportRequest(ExportBody Body, TableFormat Format, Interval Interval, TableStep Every, AlertState? State, AlertSeverity? Severity)
{
    /// <summary>The request, or what is wrong with it.</summary>
    public static (ExportRequest? Request, IReadOnlyList<FieldError> Errors) Of(ExportBody body)
    {
        var errors = new List<FieldError>();
        void Refuse(string field, string rule, string message) => errors.Add(new FieldError(field, rule, message));
        if (!ExportKinds.All.Contains(body.Kind))
        {
            Refuse("kind", string.Join(", ", ExportKinds.All), body.Kind is null ? "Say what to export." : $"'{(body.Kind.Length <= 40 ? body.Kind : body.Kind[..40])}' cannot be exported.");
            return (null, errors);
        }

        foreach (var (field, isGiven, kinds) in Owners(body))
        {
            if (isGiven && !kinds.Contains(body.Kind))
            {
                Refuse(field, $"only for {string.Join(", ", kinds)}", $"Leave {field} out: an export of {body.Kind} has none.");
            }
        }

        var isWorkspace = body.Kind == ExportKinds.Workspace;
        var format = body.Format switch
        {
            null => isWorkspace ? TableFormat.Json : TableFormat.Csv,
            "json" => TableFormat.Json,
            "csv" when !isWorkspace => TableFormat.Csv,
            "ndjson" when !isWorkspace => TableFormat.Ndjson,
            _ => (TableFormat?)null,
        };
        if (format is null)
        {
            Refuse("format", isWorkspace ? "json" : "csv, json or ndjson", isWorkspace ? "A workspace is one JSON document." : "Choose one of the formats.");
        }

        var interval = Interval.OneMinute;
        if (body.Interval is not null && !Intervals.TryParse(body.Interval, out interval))
        {
            Refuse("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals.");
        }

        if (body.From < 0 || body.To < 0 || body.To < body.From)
        {
            Refuse("from", "0 or later, not after to", "The range ends before it begins.");
        }

        if (body.Rule is { } rule && !TenantKey.IsPart(rule))
        {
            Refuse("rule", "the id of a rule", "Name a rule by its id.");
        }

        var every = Word<TableStep>(body.Every, "every", Refuse) ?? TableStep.Bar;
        var state = Word<AlertState>(body.State, "state", Refuse);
        var severity = Word<AlertSeverity>(body.Severity, "severity", Refuse);
        return errors.Count > 0 ? (null, errors) : (new ExportRequest(body, format!.Value, interval, every, state, severity), errors);
    }

    /// <summary>Which kinds have which field.</summary>
    private static IEnumerable<(string Field, bool IsGiven, string[] Kinds)> Owners(ExportBody body)
    {
        string[] ranged = [.. ExportKinds.All.Except([ExportKinds.Workspace])];
        yield return ("symbol", body.Symbol is not null, [ExportKinds.Bars, ExportKinds.Trades]);
        yield return ("interval", body.Interval is not null, [ExportKinds.Bars]);
        yield return ("pair", body.Pair is not null, [ExportKinds.PairSeries, ExportKinds.Statistics]);
        yield return ("every", body.Every is not null, [ExportKinds.Statistics]);
        yield return ("state", body.State is not null, [ExportKinds.Alerts]);
        yield return ("severity", body.Severity is not null, [ExportKinds.Alerts]);
        yield return ("rule", body.Rule is not null, [ExportKinds.Alerts]);
        yield return ("acknowledged", body.Acknowledged is not null, [ExportKinds.Alerts]);
        yield return ("from", body.From is not null, ranged);
        yield return ("to", body.To is not null, ranged);
    }

    /// <summary>A value by its camelCase name; null when there is no text.</summary>
    private static T? Word<T>(string? text, string field, Action<string, string, string> refuse)
        where T : struct, Enum
    {
        var value = ApiJson.ValueOf<T>(text);
        if (text is not null && value is null)
        {
            refuse(field, ApiJson.RuleOf(typeof(T)), $"Choose one of the words of {field}, or leave it out.");
        }

        return value;
    }
}
