namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>Reads the exact decimals that Binance writes as JSON strings.</summary>
internal static class ExactDecimal
{
    private const int MaxDigits = 28;

    /// <summary>
    /// Accepts <c>digits[.digits]</c> with at most 28 significant digits and nothing else: no sign, exponent, blank or rounding.
    /// The scale is kept (<c>61800.30</c> stays <c>61800.30</c>). Does not allocate.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        UInt128 mantissa = 0;
        var significant = 0;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == (byte)'.')
            {
                if (point >= 0 || i == 0 || i == text.Length - 1)
                {
                    return false;
                }

                point = i;
                continue;
            }

            var digit = (uint)(c - '0');
            if (digit > 9 || (significant > 0 || digit > 0) && ++significant > MaxDigits)
            {
                return false;
            }

            mantissa = (mantissa * 10) + digit;
        }

        var scale = point < 0 ? 0 : text.Length - point - 1;
        if (text.IsEmpty || scale > MaxDigits)
        {
            return false;
        }

        value = new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), isNegative: false, (byte)scale);
        return true;
    }
}
