using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace QuantPlatform.Silo.Storage;

/// <summary>A whole number of days, hours, minutes or seconds, from one minute to 36,500 days: <c>7d</c>, <c>48h</c>, <c>90m</c>, <c>3600s</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ValidationAttribute
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Makes the rule with its message.</summary>
    public DurationAttribute()
        : base("{0} must be a whole number with a unit d, h, m or s, from 1m to 36500d, for example 48h")
    {
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string text && TryParse(text, out _);

    /// <summary>Reads a duration; throws <see cref="FormatException"/> for anything else.</summary>
    public static TimeSpan Parse(string text) => TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is not a duration.");

    private static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        text = text.Trim();
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        long seconds = text[^1] switch { 'd' => 86_400L, 'h' => 3_600L, 'm' => 60L, 's' => 1L, _ => 0L };
        var total = number * seconds;
        if (total < 60 || total > (long)Longest.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(total);
        return true;
    }
}
