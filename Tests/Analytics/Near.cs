using System.Globalization;
using Xunit;

namespace QuantPlatform.Tests.Analytics;

/// <summary>Comparison by relative or absolute difference, whichever is met; unknown equals unknown only.</summary>
internal static class Near
{
    public static void Equal(double expected, double actual, double relative, double absolute, string what = "")
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
        {
            Assert.True(double.IsNaN(expected) && double.IsNaN(actual), Text(expected, actual, what));
            return;
        }

        if (expected.Equals(actual))
            return;
        var difference = Math.Abs(expected - actual);
        Assert.True(difference <= absolute || difference <= relative * Math.Abs(expected), Text(expected, actual, what));
    }

    private static string Text(double expected, double actual, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, got {actual:R}, difference {actual - expected:G3} ({(actual - expected) / expected:G3} relative)");
}
