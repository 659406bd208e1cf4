using EmbeddedOrleans.Runtime;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The identity of grains and references, and conversion between them.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain or a reference to one.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext?.GrainId ?? throw NotAGrain(),
        _ => throw NotAGrain(),
    };

    /// <summary>The key of a grain that is addressed by a string.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString()!;

    /// <summary>The key of a grain that is addressed by an integer.</summary>
    /// <exception cref="InvalidOperationException">Its key is not an integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return GrainKey.TryReadInteger(id.Key, out var key)
            ? key
            : throw new InvalidOperationException($"The key of {id} is not an integer.");
    }

    /// <summary>A reference to the same grain, seen as <typeparamref name="TGrainInterface"/>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var silo = grain switch
        {
            GrainReference reference => reference.Silo,
            IGrainBase { GrainContext: Activation activation } => activation.Silo,
            _ => throw NotAGrain(),
        };
        return (TGrainInterface)(object)silo.Factory.Reference(typeof(TGrainInterface), grain.GetGrainId());
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    private static ArgumentException NotAGrain() => new("Neither a grain of this runtime nor a reference to one.", "grain");
}
