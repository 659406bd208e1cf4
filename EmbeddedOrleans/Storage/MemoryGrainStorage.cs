using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedOrleans.Runtime;

/// <summary>State in the memory of the process, as JSON, so that a state changed but not written is not stored.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Format = new() { IncludeFields = true };

    private readonly ConcurrentDictionary<(string State, GrainId Grain), Record> _records = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = JsonSerializer.Deserialize<T>(record.Json, Format);
            grainState.ETag = record.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = new Record(JsonSerializer.SerializeToUtf8Bytes(grainState.State, Format), Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || !(stored is null ? _records.TryAdd(key, next) : _records.TryUpdate(key, next, stored)))
            throw Stale(stateName, grainId, grainState);
        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || (stored is not null && !_records.TryRemove(KeyValuePair.Create(key, stored))))
            throw Stale(stateName, grainId, grainState);
        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private InconsistentStateException Stale<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => new($"The stored state {stateName} of {grainId} has another version.", _records.GetValueOrDefault((stateName, grainId))?.ETag, grainState.ETag);

    private sealed record Record(byte[] Json, string ETag);
}
