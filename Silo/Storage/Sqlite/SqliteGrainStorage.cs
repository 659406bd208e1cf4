using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>Grain state in SQLite: each write is on disk before it is acknowledged, and only the holder of the newest ETag may write.</summary>
internal sealed class SqliteGrainStorage(SqliteStore store, GrainStateSerializer serializer) : IGrainStorage
{
    private const string Stored = "SELECT etag FROM grain_states WHERE grain = ?1 AND state = ?2";

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = grainId.ToString();
        var row = await store.Readers.Read(session =>
        {
            using var reader = session.Statement("SELECT etag, data FROM grain_states WHERE grain = ?1 AND state = ?2", grain, stateName).ExecuteReader();
            return reader.Read() ? ((string ETag, byte[] Data)?)(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
        });
        if (row is var (etag, data))
        {
            grainState.State = serializer.Deserialize<T>(data, $"state '{stateName}' of grain '{grain}'");
            (grainState.ETag, grainState.RecordExists) = (etag, true);
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            (grainState.ETag, grainState.RecordExists) = (null, false);
        }
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (grain, held, next) = (grainId.ToString(), grainState.ETag, Guid.NewGuid().ToString("N"));
        var data = serializer.Serialize(grainState.State);
        await store.Writer.Write(Durability.Full, 1, session =>
        {
            Check(session, grain, stateName, held);
            return session.Execute("INSERT OR REPLACE INTO grain_states(grain, state, etag, data) VALUES(?1, ?2, ?3, ?4)", grain, stateName, next, data);
        });
        (grainState.ETag, grainState.RecordExists) = (next, true);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (grain, held) = (grainId.ToString(), grainState.ETag);
        await store.Writer.Write(Durability.Full, 1, session =>
        {
            Check(session, grain, stateName, held);
            return session.Execute("DELETE FROM grain_states WHERE grain = ?1 AND state = ?2", grain, stateName);
        });
        grainState.State = Activator.CreateInstance<T>();
        (grainState.ETag, grainState.RecordExists) = (null, false);
    }

    private static void Check(SqliteSession session, string grain, string state, string? held)
    {
        var stored = (string?)session.Scalar(Stored, grain, state);
        if (!string.Equals(stored, held, StringComparison.Ordinal))
        {
            throw new InconsistentStateException($"State '{state}' of grain '{grain}' was written by somebody else since it was read.", stored, held);
        }
    }
}
