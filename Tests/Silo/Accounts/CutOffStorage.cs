using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Tests.Silo.Accounts;

/// <summary>Keeps states in memory in their stored form, and fails writes of one state name as if the node died before them.</summary>
internal sealed class CutOffStorage : IGrainStorage
{
    private readonly GrainStateSerializer _serializer = new(GrainStateJson.Default);
    private readonly ConcurrentDictionary<string, (byte[] Blob, string Etag)> _rows = [];
    private volatile string? _cutOff;
    private int _etag;

    /// <summary>From now on writes of that state fail; null: none.</summary>
    public void CutOff(string? stateName) => _cutOff = stateName;

    /// <summary>Every stored state of that name, as text.</summary>
    public string Text(string stateName) => string.Join('\n', _rows
        .Where(row => row.Key.EndsWith("/" + stateName, StringComparison.Ordinal)).Select(row => System.Text.Encoding.UTF8.GetString(row.Value.Blob)));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue($"{grainId}/{stateName}", out var row))
        {
            grainState.State = _serializer.Deserialize<T>(row.Blob, stateName);
            grainState.ETag = row.Etag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_cutOff == stateName)
        {
            throw new IOException("cut off");
        }

        var etag = Interlocked.Increment(ref _etag).ToString();
        _rows[$"{grainId}/{stateName}"] = (_serializer.Serialize(grainState.State!), etag);
        grainState.ETag = etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove($"{grainId}/{stateName}", out _);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
