using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Live;

/// <summary>Names what a topic is about. Two subscriptions with equal keys share one topic, hence one lease.</summary>
internal abstract record LiveTopicKey
{
    /// <summary>The name on the stream, as a user would ask for it.</summary>
    public abstract string Name { get; }
}

internal sealed record BarsTopicKey(SymbolKey Symbol, Interval Interval) : LiveTopicKey
{
    public override string Name => $"bars:{Symbol}:{Interval.Name()}";
}

/// <summary>A pair of one user: topics of different users are never shared, whatever the pair's id.</summary>
internal sealed record PairTopicKey(string UserId, string PairId) : LiveTopicKey
{
    public override string Name => $"pair:{PairId}";
}

/// <summary>The inbox of one user.</summary>
internal sealed record AlertTopicKey(string UserId) : LiveTopicKey
{
    public override string Name => "alerts";
}

internal sealed record FeedTopicKey : LiveTopicKey
{
    public override string Name => "feed";
}
