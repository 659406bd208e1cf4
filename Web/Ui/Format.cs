using System.Globalization;

namespace QuantPlatform.Web.Ui;

/// <summary>The one place where numbers, units and times become text. Unknown (null, NaN) is an en dash; times are UTC.</summary>
public static class Format
{
    /// <summary>What stands for a value that is not known.</summary>
    public const string Unknown = UiTexts.Unknown;

    private const string Minus = "−";

    /// <summary>Fixed decimals, thousands separated by commas.</summary>
    public static string Number(double? value, int decimals) =>
        value is { } number && double.IsFinite(number) ? Minused(number.ToString("N" + decimals, CultureInfo.InvariantCulture)) : Unknown;

    /// <summary>Like <see cref="Number"/>, with a plus sign for positive values.</summary>
    public static string Signed(double? value, int decimals)
    {
        var text = Number(value, decimals);
        return value > 0 && text != Unknown && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>A price: as many decimals as its tick size has; without one, about seven significant digits.</summary>
    public static string Price(double? value, decimal? tickSize = null) => Number(value, PriceDecimals(value, tickSize));

    /// <summary>How many decimals a price is shown with.</summary>
    public static int PriceDecimals(double? value, decimal? tickSize = null)
    {
        if (tickSize is > 0)
        {
            // Adding 0.0 forms away trailing zeros that a wire format may carry ("0.10000").
            var normal = tickSize.Value / 1.0000000000000000000000000000m;
            return Math.Min(8, (int)normal.Scale);
        }

        if (value is not { } number || !double.IsFinite(number) || number == 0)
        {
            return 2;
        }

        var integerDigits = (int)Math.Floor(Math.Log10(Math.Abs(number))) + 1;
        return Math.Clamp(7 - integerDigits, 2, 8);
    }

    /// <summary>An amount of money with its unit, e.g. <c>1,234.50 USDT</c>.</summary>
    public static string Money(double? value, string unit) => value is { } number && double.IsFinite(number) ? $"{Number(number, 2)} {unit}" : Unknown;

    /// <summary>Units of a base asset: up to six decimals, none that say nothing.</summary>
    public static string Units(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString(Math.Abs(number) < 1 ? "0.######" : "#,##0.####", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Time of day, <c>14:32:05</c>.</summary>
    public static string Clock(long? unixMs) => At(unixMs, "HH:mm:ss");

    /// <summary>Time of day to the minute, <c>14:32</c>.</summary>
    public static string Minute(long? unixMs) => At(unixMs, "HH:mm");

    /// <summary>Date and time, <c>2026-11-21 14:32:05</c>.</summary>
    public static string DateTime(long? unixMs) => At(unixMs, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Machine-readable, <c>2026-11-21T14:32:05.000Z</c>; null when unknown.</summary>
    public static string? Iso(long? unixMs) => unixMs is null ? null : At(unixMs, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>A size in steps of 1024, e.g. <c>1.5 MiB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{Number(bytes, 0)} B",
        < 1 << 20 => $"{Number(bytes / 1024.0, 1)} KiB",
        < 1 << 30 => $"{Number(bytes / 1048576.0, 1)} MiB",
        _ => $"{Number(bytes / 1073741824.0, 2)} GiB",
    };

    /// <summary>A span of time in its largest fitting unit: <c>3 s</c>, <c>12 min</c>, <c>2.5 h</c>, <c>4 d</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 90 } => $"{Math.Max(0, Math.Round(span.TotalSeconds)):0} s",
        { TotalMinutes: < 90 } => $"{Math.Round(span.TotalMinutes):0} min",
        { TotalHours: < 36 } => $"{span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} h",
        _ => $"{span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} d",
    };

    private static string At(long? unixMs, string format) =>
        unixMs is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(format, CultureInfo.InvariantCulture) : Unknown;

    private static string Minused(string text) => text.StartsWith('-') ? Minus + text[1..] : text;
}
