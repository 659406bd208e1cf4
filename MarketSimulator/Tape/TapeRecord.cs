namespace QuantPlatform.MarketSimulator;

/// <summary>One trade frame of a recording, times as recorded.</summary>
/// <param name="Symbol">Upper-case symbol.</param>
/// <param name="Trade">For a raw trade the id stands in all three id fields.</param>
/// <param name="EventTime">Unix milliseconds.</param>
/// <param name="RawKind">The <c>X</c> field of a raw trade; null for an aggregate trade.</param>
internal readonly record struct TapeRecord(string Symbol, MarketTrade Trade, long EventTime, string? RawKind);
