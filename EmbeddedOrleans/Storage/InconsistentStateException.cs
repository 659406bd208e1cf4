using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Base of the runtime's own exceptions.</summary>
    public class OrleansException : Exception
    {
        /// <summary>An exception without a message.</summary>
        public OrleansException()
        {
        }

        /// <summary>An exception with a message.</summary>
        public OrleansException(string message)
            : base(message)
        {
        }

        /// <summary>An exception with a message and a cause.</summary>
        public OrleansException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>The stored state has another version than the one that was read. It ends the activation that hits it.</summary>
    public class InconsistentStateException : OrleansException
    {
        /// <summary>An exception without a message.</summary>
        public InconsistentStateException()
        {
        }

        /// <summary>An exception with a message.</summary>
        public InconsistentStateException(string message)
            : base(message)
        {
        }

        /// <summary>An exception with a message and a cause.</summary>
        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException!)
        {
        }

        /// <summary>An exception that names both versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : this(errorMsg, storedEtag, currentEtag, null)
        {
        }

        /// <summary>An exception that names both versions and the cause.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
            : base(errorMsg, storageException!)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>An exception that names both versions, with the message of its cause.</summary>
        public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
            : this((storageException ?? throw new ArgumentNullException(nameof(storageException))).Message, storedEtag, currentEtag, storageException)
        {
        }

        /// <summary>The version in the storage.</summary>
        public string? StoredEtag { get; private set; }

        /// <summary>The version that the grain had read.</summary>
        public string? CurrentEtag { get; private set; }

        /// <summary>True until the activation that caused it has been ended, so that callers up the chain are spared.</summary>
        internal bool IsSourceActivation { get; set; } = true;

        /// <inheritdoc/>
        public override string ToString() => $"{base.ToString()} (stored version {StoredEtag ?? "none"}, read version {CurrentEtag ?? "none"})";
    }
}
