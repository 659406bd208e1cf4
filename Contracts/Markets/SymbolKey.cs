using Orleans;

namespace QuantPlatform.Contracts.Markets;

/// <summary>The venues a symbol can belong to.</summary>
public static class Venues
{
    /// <summary>Binance USD-M futures.</summary>
    public const string Binance = "binance-usdm";

    /// <summary>The built-in simulated market.</summary>
    public const string Demo = "demo";

    /// <summary>A user's uploaded datasets.</summary>
    public const string Upload = "upload";
}

/// <summary>A symbol of a venue; its text form <c>{venue}:{symbol}</c> is the key of symbol and hub grains.</summary>
[GenerateSerializer, Immutable, Alias("SymbolKey")]
public readonly record struct SymbolKey([property: Id(0)] string Venue, [property: Id(1)] string Symbol)
{
    /// <summary>Longest accepted symbol.</summary>
    public const int MaxSymbolLength = 64;

    /// <summary>Reads <c>venue:symbol</c>; throws <see cref="FormatException"/> for anything else.</summary>
    public static SymbolKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not a symbol key of the form venue:SYMBOL.");

    /// <summary>Reads <c>venue:symbol</c> with both parts non-empty and no further colon.</summary>
    public static bool TryParse(string? text, out SymbolKey key)
    {
        key = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (text is null || colon <= 0 || colon == text.Length - 1 || text.IndexOf(':', colon + 1) >= 0 || text.Length - colon - 1 > MaxSymbolLength)
        {
            return false;
        }

        key = new SymbolKey(text[..colon], text[(colon + 1)..]);
        return true;
    }

    /// <summary>A user's dataset: the venue <see cref="Venues.Upload"/>, the symbol <c>{userId}/{datasetId}</c>. Nobody can write another user's, because names are read for the one who asks.</summary>
    public static SymbolKey OfUpload(string userId, string datasetId) => new(Venues.Upload, $"{userId}/{datasetId}");

    /// <summary>Whether its bars were uploaded and never change.</summary>
    public bool IsUpload => Venue == Venues.Upload;

    /// <summary>The symbol as it is shown: of an upload the dataset's id without its owner.</summary>
    public string Shown => IsUpload ? Symbol[(Symbol.IndexOf('/') + 1)..] : Symbol;

    /// <summary>As users write it: <c>demo:BTCUSDT</c>, <c>upload:{datasetId}</c>.</summary>
    public string Name => $"{Venue}:{Shown}";

    /// <inheritdoc/>
    public override string ToString() => $"{Venue}:{Symbol}";
}
