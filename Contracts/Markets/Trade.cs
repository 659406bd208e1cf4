using Orleans;

namespace QuantPlatform.Contracts.Markets;

/// <summary>One aggregated market trade of a symbol.</summary>
/// <param name="Id">The exchange's aggregate trade id, contiguous per symbol (in <c>trade</c> mode the raw id).</param>
/// <param name="Price">Exact price in quote units, &gt; 0.</param>
/// <param name="Size">Exact quantity in base units, &gt; 0.</param>
/// <param name="Time">Trade time <c>T</c>, Unix ms.</param>
/// <param name="IsBuyerMaker">True when the taker sold.</param>
/// <param name="FirstRawId">First raw trade id in the aggregate.</param>
/// <param name="LastRawId">Last raw trade id in the aggregate.</param>
[GenerateSerializer, Immutable, Alias("Trade")]
public readonly record struct Trade(
    [property: Id(0)] long Id,
    [property: Id(1)] decimal Price,
    [property: Id(2)] decimal Size,
    [property: Id(3)] long Time,
    [property: Id(4)] bool IsBuyerMaker,
    [property: Id(5)] long FirstRawId,
    [property: Id(6)] long LastRawId);
