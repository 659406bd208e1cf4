namespace QuantPlatform.MarketSimulator;

/// <summary>One perpetual contract of the simulated exchange.</summary>
/// <param name="Name">Upper-case name, such as <c>BTCUSDT</c>.</param>
/// <param name="BaseAsset">The asset bought and sold.</param>
/// <param name="QuoteAsset">The asset that prices are in.</param>
/// <param name="TickSize">Every price is a multiple of it.</param>
/// <param name="StepSize">Every quantity is a multiple of it.</param>
/// <param name="OnboardTime">Unix milliseconds; nothing is known from before.</param>
public sealed record MarketSymbol(string Name, string BaseAsset, string QuoteAsset, decimal TickSize, decimal StepSize, long OnboardTime)
{
    /// <summary>The name as stream names carry it: lower-case.</summary>
    public string StreamPrefix { get; } = Name.ToLowerInvariant();
}
