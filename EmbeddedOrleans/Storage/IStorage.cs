namespace Orleans.Core
{
    /// <summary>The stored state of one grain.</summary>
    public interface IStorage
    {
        /// <summary>The version of the state as last read or written; null if there is none.</summary>
        string? Etag { get; }

        /// <summary>Whether the storage holds a record.</summary>
        bool RecordExists { get; }

        /// <summary>Deletes the record; the state becomes a new instance.</summary>
        /// <exception cref="Orleans.Storage.InconsistentStateException">The record has changed since it was read.</exception>
        Task ClearStateAsync();

        /// <summary>Stores the state.</summary>
        /// <exception cref="Orleans.Storage.InconsistentStateException">The record has changed since it was read.</exception>
        Task WriteStateAsync();

        /// <summary>Reads the state, replacing the one in memory.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()"/>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()"/>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()"/>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>The stored state of one grain, with its type.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A named state of a grain, injected through its constructor and read before the grain is activated.</summary>
    public interface IPersistentState<TState> : Orleans.Core.IStorage<TState>;

    /// <summary>Names the state that a constructor parameter of type <see cref="IPersistentState{TState}"/> receives.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute : Attribute
    {
        /// <summary>Names the state and the storage provider; the default provider is <c>Default</c>.</summary>
        public PersistentStateAttribute(string stateName, string? storageName = null)
        {
            ArgumentNullException.ThrowIfNull(stateName);
            StateName = stateName;
            StorageName = storageName;
        }

        /// <summary>The name of the state within the grain.</summary>
        public string StateName { get; }

        /// <summary>The name of the storage provider; null for the default one.</summary>
        public string? StorageName { get; }
    }
}
