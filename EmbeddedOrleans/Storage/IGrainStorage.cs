using Orleans.Runtime;

namespace Orleans
{
    /// <summary>State on its way between a grain and its storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>The version that was read or written last; null if there is none.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the storage holds a record.</summary>
        bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Where grain state is kept. Writes and clears are guarded by the version.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads; without a record it leaves a new state, no version and <see cref="IGrainState{T}.RecordExists"/> false.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes and sets the new version.</summary>
        /// <exception cref="InconsistentStateException">The stored version differs from the given one.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Deletes.</summary>
        /// <exception cref="InconsistentStateException">The stored version differs from the given one.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})"/>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
            => ReadStateAsync(stateName, grainId, grainState);

        /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})"/>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
            => WriteStateAsync(stateName, grainId, grainState);

        /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})"/>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
            => ClearStateAsync(stateName, grainId, grainState);
    }
}
