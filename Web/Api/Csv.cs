using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QuantPlatform.Web.Api;

/// <summary>Writes CSV by RFC 4180: header row, <c>.</c> decimals, CRLF. A text that a spreadsheet would take for a formula is prefixed with <c>'</c>.</summary>
internal static class Csv
{
    public static void AppendRow(StringBuilder text, IEnumerable<object?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            Append(text, cell);
        }

        text.Append("\r\n");
    }

    /// <summary>A time as ISO-8601 in UTC.</summary>
    public static string Iso(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, object? cell)
    {
        switch (cell)
        {
            case null or double.NaN:
                break;
            case string plain:
                AppendText(text, plain);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case Enum value:
                text.Append(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {cell.GetType()}.", nameof(cell));
        }
    }

    private static void AppendText(StringBuilder text, string plain)
    {
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            plain = "'" + plain;
        }

        if (plain.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            text.Append(plain);
        }
        else
        {
            text.Append('"').Append(plain.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
    }
}
