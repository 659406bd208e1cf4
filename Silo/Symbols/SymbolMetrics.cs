using System.Diagnostics.Metrics;

namespace QuantPlatform.Silo.Symbols;

/// <summary>Counts of the ingestion, by venue.</summary>
internal sealed class SymbolMetrics
{
    private readonly Counter<long> trades;
    private readonly Counter<long> bars;
    private readonly Counter<long> late;

    public SymbolMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("QuantPlatform.Symbols");
        trades = meter.CreateCounter<long>("quantplatform.symbols.trades", "{trade}", "Trades accepted");
        bars = meter.CreateCounter<long>("quantplatform.symbols.bars", "{bar}", "Bars closed");
        late = meter.CreateCounter<long>("quantplatform.symbols.late_trades", "{trade}", "Trades whose bar was closed already, by interval");
    }

    public void Count(string venue, BookChanges changes)
    {
        var tag = new KeyValuePair<string, object?>("venue", venue);
        trades.Add(changes.Accepted.Count, tag);
        bars.Add(changes.Closed.Count, tag);
        late.Add(changes.Late.Count, tag);
    }
}
