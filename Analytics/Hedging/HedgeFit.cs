using System.Runtime.InteropServices;

namespace QuantPlatform.Analytics.Hedging;

/// <summary>y ≈ α + βx: the coefficients, the standard error of β (NaN where the method has none) and R².</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HedgeFit(double Alpha, double Beta, double BetaSe, double R2)
{
    /// <summary>Nothing is known.</summary>
    public static HedgeFit Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
