using System.Globalization;
using System.Text;

namespace QuantPlatform.Tests.Browser;

/// <summary>A file of prices as somebody might have it: semicolons, German dates.</summary>
internal static class PriceFile
{
    /// <summary>Rows of a file.</summary>
    public const int Minutes = 600;

    /// <summary>A walk times <paramref name="beta"/>; above 1 with a wave on it, so that two of them make a pair.</summary>
    public static string Text(double beta) => Text(beta, new DateTime(2024, 3, 20, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>The same rows, ending with the last full minute: they overlap the live market's.</summary>
    public static string Recent(double beta)
    {
        var now = DateTime.UtcNow;
        return Text(beta, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(-Minutes));
    }

    private static string Text(double beta, DateTime from)
    {
        var random = new Random(4);
        var text = new StringBuilder("Date;Close\n");
        var walk = 0.0;
        for (var i = 0; i < Minutes; i++)
        {
            walk += random.NextDouble() - 0.5;
            var time = from.AddMinutes(i);
            text.Append(CultureInfo.InvariantCulture, $"{time:d.M.yyyy H:mm};{200 + (beta * walk) + (beta > 1 ? Math.Sin(i * 0.7) : 0):0.000}\n");
        }

        return text.ToString();
    }
}
