namespace QuantPlatform.MarketSimulator;

/// <summary>One aggregate trade as REST and <c>@aggTrade</c> report it.</summary>
/// <param name="Id">Aggregate trade id; contiguous per symbol.</param>
/// <param name="Price">With the decimals that the exchange prints.</param>
/// <param name="Quantity">In the base asset, with the decimals that the exchange prints.</param>
/// <param name="FirstId">First raw trade id.</param>
/// <param name="LastId">Last raw trade id.</param>
/// <param name="Time">Trade time, Unix milliseconds.</param>
/// <param name="BuyerIsMaker">True when the taker sold.</param>
public readonly record struct MarketTrade(long Id, decimal Price, decimal Quantity, long FirstId, long LastId, long Time, bool BuyerIsMaker);

/// <summary>A trade at the moment it goes out on the sockets.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Trade">The trade.</param>
/// <param name="EventTime">Unix milliseconds, never before the trade's time.</param>
/// <param name="IsAggregate">False for a record that <c>@aggTrade</c> leaves out, such as an insurance fund print.</param>
/// <param name="RawKind">The <c>X</c> field of the raw trades; null when raw trades are not known.</param>
public readonly record struct LiveTrade(MarketSymbol Symbol, MarketTrade Trade, long EventTime, bool IsAggregate, string? RawKind);
