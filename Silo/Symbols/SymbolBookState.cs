using System.Text.Json;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Symbols;

/// <summary>What a symbol must remember across restarts, stored in the same transaction as its trades and bars.</summary>
internal sealed record SymbolBookState(
    int Version,
    long First,
    long Upper,
    long UpperTime,
    List<GapRecord> Gaps,
    List<SeriesState> Series,
    SymbolCounters Counters)
{
    public const int CurrentVersion = 1;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SymbolBookStateJson.Default.SymbolBookState);

    /// <exception cref="InvalidDataException">The bytes are not a state of this version.</exception>
    public static SymbolBookState FromBytes(byte[] bytes)
    {
        var state = JsonSerializer.Deserialize(bytes, SymbolBookStateJson.Default.SymbolBookState);
        return state is { Version: CurrentVersion }
            ? state
            : throw new InvalidDataException($"The stored symbol state has version {state?.Version}, this program reads {CurrentVersion}.");
    }
}

/// <summary>Where the bars of one interval stand.</summary>
internal sealed record SeriesState(Interval Interval, long? NextOpen, decimal? LastClose, long? LastOpen, long CoveredFrom);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SymbolBookState))]
internal sealed partial class SymbolBookStateJson : JsonSerializerContext;
