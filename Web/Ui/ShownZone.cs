namespace QuantPlatform.Web.Ui;

/// <summary>The time zone in which one browser tab shows times. Scoped to the circuit.</summary>
public sealed class ShownZone
{
    /// <summary>Another zone was chosen; raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>The default is UTC.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Chooses a zone by its IANA name; an unknown one, null or <c>UTC</c> is UTC.</summary>
    public void Choose(string? name)
    {
        var zone = !string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
        if (!zone.Equals(Zone))
        {
            Zone = zone;
            Changed?.Invoke();
        }
    }

    /// <summary>A moment as the user reads it, without the zone's name.</summary>
    /// <param name="format">A .NET format, e.g. <c>HH:mm:ss</c>.</param>
    public string Text(long? unixMs, string format) => unixMs is { } time
        ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), Zone).ToString(format, System.Globalization.CultureInfo.InvariantCulture)
        : Format.Unknown;

    /// <summary>What stands behind a time: <c>UTC</c>, or the offset as <c>UTC+02:00</c>.</summary>
    public string Suffix(long? unixMs)
    {
        var offset = Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs ?? 0));
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.Duration():hh\\:mm}";
    }
}
