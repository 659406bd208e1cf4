using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The outcome of a call that returned nothing.</summary>
    public static Response Completed { get; } = new CompletedResponse();

    /// <summary>The outcome of a call that threw.</summary>
    public static Response FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ExceptionResponse { Exception = exception };
    }

    /// <summary>The outcome of a call that returned a value.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The returned value; reading it throws what the call threw.</summary>
    public abstract object? Result { get; set; }

    /// <summary>What the call threw.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>The returned value with its type; throws what the call threw.</summary>
    [return: MaybeNull]
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => Exception?.ToString() ?? Result?.ToString() ?? "[null]";

    private sealed class CompletedResponse : Response
    {
        public override object? Result { get => null; set => throw ReadOnly(); }

        public override Exception? Exception { get => null; set => throw ReadOnly(); }

        [return: MaybeNull]
        public override T GetResult<T>() => default;

        public override void Dispose()
        {
        }

        private static InvalidOperationException ReadOnly() => new("The outcome of a call without result cannot be changed.");
    }

    private sealed class ExceptionResponse : Response
    {
        public override object? Result
        {
            get => GetResult<object>();
            set => throw new InvalidOperationException("A call that threw has no result.");
        }

        public override Exception? Exception { get; set; }

        [return: MaybeNull]
        public override T GetResult<T>()
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return default;
        }

        public override void Dispose()
        {
        }
    }
}

/// <summary>The outcome of a call that returned a value.</summary>
public sealed class Response<TResult> : Response
{
    /// <summary>The value.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override object? Result { get => TypedResult; set => TypedResult = (TResult?)value; }

    /// <inheritdoc/>
    public override Exception? Exception { get => null; set => throw new InvalidOperationException("A call that returned a value did not throw."); }

    /// <inheritdoc/>
    [return: MaybeNull]
    public override T GetResult<T>() => (T?)(object?)TypedResult;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
