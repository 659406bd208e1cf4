using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Web.Pairs;

/// <summary>A pair with its newest values, as lists show it.</summary>
/// <param name="Snapshot">Null until it was read, and for a paused pair.</param>
public sealed record PairRow(PairDefinition Definition, PairSnapshot? Snapshot)
{
    /// <summary>Its id.</summary>
    public string Id => Definition.Id;

    /// <summary>Its shown name.</summary>
    public string Name => Definition.DisplayName;

    /// <summary>z at the last closed bar, when it is ready.</summary>
    public double? Z => Snapshot?.Z;

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>; null until known.</summary>
    public string? Confidence => Snapshot?.Interpretation?.Confidence;

    /// <summary>For sorting: higher is surer.</summary>
    public int? ConfidenceRank => Confidence switch { "high" => 3, "medium" => 2, "low" => 1, _ => null };

    /// <summary>How much is wrong with its data: 0 nothing.</summary>
    public int Trouble => (FeedState is null or Contracts.Feeds.FeedState.Live ? 0 : 4) + (Snapshot?.Quality == BarQuality.Gap ? 2 : 0) + (Snapshot is { Ready: true } ? 0 : 1);

    /// <summary>The venue of its legs.</summary>
    public string Venue => Definition.Settings.Y.Venue;

    /// <summary>State of its feed; null until known.</summary>
    public FeedState? FeedState => Snapshot?.FeedState;

    /// <summary>How long ago its last bar closed; null before the first.</summary>
    public TimeSpan? Age(DateTimeOffset now)
    {
        if (Snapshot?.Time is not { } open)
        {
            return null;
        }

        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(open + Definition.Settings.Interval.Ms());
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }
}
