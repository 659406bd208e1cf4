using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Writes what is sent: the same bytes for every try of a delivery.</summary>
internal static class AlertMessages
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AlertMessage Of(StoredDelivery stored) => stored.Transition is { } transition ? Alert(stored, transition) : Test(stored);

    private static AlertMessage Test(StoredDelivery stored)
    {
        const string Text = "This is a test of a contact point of QuantPlatform. No alert fired.";
        return new AlertMessage("[test] QuantPlatform", Text, Write("alert.test", stored.FiredAt, json =>
        {
            json.WriteString("id", stored.Delivery.MessageId);
            json.WriteString("message", Text);
        }));
    }

    private static AlertMessage Alert(StoredDelivery stored, AlertTransition alert)
    {
        var state = Word(alert.State);
        var subject = $"[{Word(alert.Severity)}] {alert.RuleName}: {alert.TargetName} {state}{(alert.IsRepeat ? " still" : "")}";
        var text = new StringBuilder(alert.Message).Append("\n\n")
            .Append("rule      ").Append(alert.RuleName).Append('\n')
            .Append("target    ").Append(alert.TargetName).Append(" (").Append(alert.Venue).Append(", ").Append(alert.Interval.Name()).Append(")\n")
            .Append("state     ").Append(state).Append(", ").Append(Word(alert.Severity)).Append('\n')
            .Append("bar       ").Append(Iso(alert.BarTime)).Append(" to ").Append(Iso(alert.CloseTime)).Append('\n');
        foreach (var (name, value) in alert.Values.Where(value => value.Value is not null))
        {
            text.Append(name.PadRight(10)).Append(value!.Value.ToString("G10", CultureInfo.InvariantCulture)).Append('\n');
        }

        return new AlertMessage(OneLine(subject), text.Append("alert     ").Append(stored.Delivery.AlertId).Append('\n').ToString(), Write("alert." + state, stored.FiredAt, json => Data(json, stored, alert)));
    }

    private static void Data(Utf8JsonWriter json, StoredDelivery stored, AlertTransition alert)
    {
        json.WriteString("id", stored.Delivery.AlertId);
        json.WriteString("ruleId", alert.RuleId);
        json.WriteString("ruleName", alert.RuleName);
        json.WriteStartObject("target");
        if (alert.Target.Pair is { } pair)
        {
            json.WriteString("pair", pair);
        }
        else
        {
            json.WriteString("symbol", alert.Target.Symbol?.ToString());
        }

        json.WriteEndObject();
        json.WriteString("targetName", alert.TargetName);
        json.WriteString("venue", alert.Venue);
        json.WriteString("interval", alert.Interval.Name());
        json.WriteString("state", Word(alert.State));
        json.WriteString("resolves", alert.IsRepeat ? null : alert.Resolves);
        json.WriteString("severity", Word(alert.Severity));
        json.WriteNumber("barTime", alert.BarTime);
        json.WriteNumber("closeTime", alert.CloseTime);
        json.WriteNumber("firedAt", stored.FiredAt);
        json.WriteStartObject("values");
        foreach (var (name, value) in alert.Values)
        {
            if (value is { } number && double.IsFinite(number))
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        json.WriteEndObject();
        json.WriteString("message", alert.Message);
        json.WriteBoolean("repeat", alert.IsRepeat);
    }

    private static byte[] Write(string type, long time, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", Iso(time));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Iso(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
