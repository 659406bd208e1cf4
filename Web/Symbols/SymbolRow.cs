using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Web.Symbols;

/// <summary>A symbol in the list.</summary>
/// <param name="Info">What the catalog knows; null when nothing.</param>
/// <param name="Tracked">The user tracks it.</param>
/// <param name="AlwaysOn">It is collected for everybody.</param>
/// <param name="Leg">It is a leg of one of the user's pairs.</param>
/// <param name="Status">Its last price; null when it is not collected for the user.</param>
public sealed record SymbolRow(SymbolKey Key, SymbolInfo? Info, bool Tracked, bool AlwaysOn, bool Leg, SymbolStatus? Status, FeedState? Feed)
{
    /// <summary>Its trades are collected for the user.</summary>
    public bool Collected => Tracked || AlwaysOn || Leg;
}
