using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method call as data.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>The object on which the method is called; null on the caller's side.</summary>
    object? GetTarget();

    /// <summary>How many parameters the method has.</summary>
    int GetArgumentCount();

    /// <summary>The argument at a position.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces the argument at a position.</summary>
    void SetArgument(int index, object value);

    /// <summary>The name of the method.</summary>
    string GetMethodName();

    /// <summary>The full name of the interface.</summary>
    string GetInterfaceName();

    /// <summary>The name of the interface and the method.</summary>
    string GetActivityName();

    /// <summary>The method as its interface declares it.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>How long callers wait, if the method says so.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The token that the method receives; none if it takes none.</summary>
    CancellationToken GetCancellationToken();
}
