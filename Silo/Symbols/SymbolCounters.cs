namespace QuantPlatform.Silo.Symbols;

/// <summary>What a symbol has counted since it was first tracked.</summary>
internal sealed record SymbolCounters(
    long FilledGaps = 0, long Duplicates = 0, long Early = 0, long Late = 0, long Rejected = 0, long Epochs = 0);
