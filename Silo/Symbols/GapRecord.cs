namespace QuantPlatform.Silo.Symbols;

/// <summary>A run of trade ids that is missing although ids beyond it were seen.</summary>
/// <param name="From">First missing id.</param>
/// <param name="To">Last missing id; <see cref="OpenEnd"/> while no id beyond the gap is known (after a reconnect that REST did not answer for).</param>
/// <param name="SeenAt">The exchange's clock when the gap was noticed, Unix ms.</param>
/// <param name="BeforeTime">Time of the trade before the gap.</param>
/// <param name="AfterTime">Time of the trade after it; <see cref="OpenEnd"/> while unknown.</param>
/// <param name="GivenUp">Nobody asks for it any more; a late trade may still fill it.</param>
internal sealed record GapRecord(long From, long To, long SeenAt, long BeforeTime, long AfterTime, bool GivenUp)
{
    public const long OpenEnd = long.MaxValue;

    public bool Contains(long id) => id >= From && id <= To;

    /// <summary>Whether a missing trade could lie in the bar <c>[open, end)</c>.</summary>
    public bool Touches(long open, long end) => BeforeTime < end && AfterTime >= open;
}
