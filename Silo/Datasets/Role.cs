namespace QuantPlatform.Silo.Datasets;

/// <summary>What a column can be.</summary>
internal enum Role
{
    Time,

    /// <summary>The time of day, beside a date.</summary>
    Clock,
    Open,
    High,
    Low,
    Close,
    Volume,
    QuoteVolume,
    TakerBuyVolume,
    Trades,
    Quality,
    Price,
    Size,
    Id,
    FirstId,
    LastId,
    BuyerMaker,
    Side,
    Symbol,
}
