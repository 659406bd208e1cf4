using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace QuantPlatform.Tests.GrainContract.Persistence;

/// <summary>A storage in which a test plays the other writer, and which can fail to read.</summary>
public sealed class RacingStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, (object State, int Version)> _records = new();

    public int FailingReads { get; set; }

    /// <summary>Somebody else writes: whoever has read before is stale from here on.</summary>
    public void Overtake(GrainId grainId) => _records.AddOrUpdate(grainId, static _ => throw new InvalidOperationException("nothing stored"), static (_, record) => (record.State, record.Version + 1));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (FailingReads-- > 0) throw new IOException("the disk is away");
        if (_records.TryGetValue(grainId, out var record))
        {
            grainState.State = (T)record.State;
            grainState.ETag = $"{record.Version}";
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = _records.TryGetValue(grainId, out var record) ? $"{record.Version}" : null;
        if (stored != grainState.ETag) throw new InconsistentStateException("another writer was faster", stored, grainState.ETag);
        _records[grainId] = (grainState.State!, record.Version + 1);
        grainState.ETag = $"{record.Version + 1}";
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove(grainId, out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
