using System.Collections.Immutable;
using QuantPlatform.Silo.Feeds.Protocol;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>The symbols of one socket, in the order of the table that frames are parsed with.</summary>
internal sealed record SlotSymbols(SymbolTable Table, ImmutableArray<SymbolFeed> Feeds)
{
    public static readonly SlotSymbols Empty = new(SymbolTable.Empty, []);

    public static SlotSymbols Of(IEnumerable<SymbolFeed> feeds)
    {
        ImmutableArray<SymbolFeed> list = [.. feeds];
        return new SlotSymbols(new SymbolTable(list.Select(feed => feed.Symbol)), list);
    }

    public SymbolFeed? ByStream(string stream) => Feeds.FirstOrDefault(feed => feed.Stream == stream);
}
