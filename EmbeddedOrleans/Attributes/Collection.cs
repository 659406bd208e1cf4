using System.Globalization;

namespace Orleans;

/// <summary>Idle collection never ends activations of this class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;

/// <summary>After how long without a call activations of this class are collected. At least one minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    private readonly TimeSpan? _limit;

    /// <summary>The limit is the sum of <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The limit as a time span, for example <c>00:05:00</c>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) => _limit = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>The least limit: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>True keeps activations for ever.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit in force.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (_limit is { } given) return given;
            if (AlwaysActive) return TimeSpan.FromDays(short.MaxValue);
            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}
