using System.Globalization;
using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>How integer keys are written: upper-case hexadecimal of the two's complement.</summary>
internal static class GrainKey
{
    public static IdSpan FromInteger(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static bool TryReadInteger(IdSpan key, out long value)
        => long.TryParse(key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
