using Orleans;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>What a runtime hands to a grain storage.</summary>
internal sealed class TestGrainState<T> : IGrainState<T>
{
    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
