using System.Buffers;
using System.Globalization;
using System.Text;

namespace QuantPlatform.Web.Api;

/// <summary>Builds CSV (RFC 4180, CRLF, <c>.</c> decimals) as UTF-8. A text that a spreadsheet would take for a formula is prefixed with <c>'</c>.</summary>
internal sealed class CsvBuffer
{
    private const int LongestNumber = 64;

    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);
    private bool isFirst = true;

    /// <summary>What was built since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.WrittenMemory;

    public void Clear() => bytes.ResetWrittenCount();

    /// <summary>A row of texts.</summary>
    public void AppendRow(IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
        {
            Append(cell);
        }

        EndRow();
    }

    public void EndRow()
    {
        bytes.Write("\r\n"u8);
        isFirst = true;
    }

    public void Append(object? cell)
    {
        if (!isFirst)
        {
            bytes.Write(","u8);
        }

        isFirst = false;
        switch (cell)
        {
            case null or double.NaN:
                break;
            case string plain:
                AppendText(plain);
                break;
            case bool flag:
                bytes.Write(flag ? "true"u8 : "false"u8);
                break;
            case Enum value:
                AppendText(ApiJson.WordOf(value));
                break;
            case IUtf8SpanFormattable number when number.TryFormat(bytes.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture):
                bytes.Advance(written);
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {cell.GetType()}.", nameof(cell));
        }
    }

    private void AppendText(string plain)
    {
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            plain = "'" + plain;
        }

        if (plain.AsSpan().IndexOfAny(",\"\r\n") >= 0)
        {
            plain = $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        Encoding.UTF8.GetBytes(plain, bytes);
    }
}
