using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace QuantPlatform.Silo.Storage;

/// <summary>Turns grain states into stored bytes and back. Only listed types (<see cref="GrainStateJson"/>) can be stored; nothing is looked up by name.</summary>
/// <remarks>
/// Written by the generated code, read by the reflecting one with the same settings: the generated reader gives a member that is absent from the stored bytes
/// the default of its type and not its initialiser, so that a state stored before a release added an <c>ImmutableArray</c> could not be used after it.
/// </remarks>
internal sealed class GrainStateSerializer(JsonSerializerContext types)
{
    private readonly JsonSerializerOptions reading = new(types.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),

        // The generated context writes enums by name; a copy of its options does not carry that along.
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The bytes to store.</summary>
    public byte[] Serialize<T>(T state) => GrainStateBlob.Pack(JsonSerializer.SerializeToUtf8Bytes(state, Listed<T>()));

    /// <summary>The state in stored bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or are no state of this type; the message names <paramref name="owner"/>.</exception>
    public T Deserialize<T>(ReadOnlySpan<byte> blob, string owner)
    {
        Listed<T>();
        try
        {
            return JsonSerializer.Deserialize<T>(GrainStateBlob.Unpack(blob), reading)
                ?? throw new InvalidDataException("it is null");
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"The stored {owner} is damaged and was not read: {e.Message}. Restore a backup, or delete that record to start it afresh.", e);
        }
    }

    private JsonTypeInfo<T> Listed<T>() => (JsonTypeInfo<T>?)types.GetTypeInfo(typeof(T))
        ?? throw new NotSupportedException($"{typeof(T)} cannot be stored: add [JsonSerializable(typeof({typeof(T).Name}))] to {nameof(GrainStateJson)}.");
}
