namespace QuantPlatform.MarketSimulator.Faults;

/// <summary>Aggregate ids that the sockets never deliver, though REST has them.</summary>
internal readonly record struct IdHole(string Symbol, long From, long To)
{
    public bool Contains(string symbol, long id) => id >= From && id <= To && symbol == Symbol;
}
