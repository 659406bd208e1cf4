using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A grain call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The method and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>Incoming: the grain instance. Outgoing: the reference that is called.</summary>
    object Grain { get; }

    /// <summary>The calling grain; null if the caller is not a grain.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The called interface.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The full name of the called interface.</summary>
    string InterfaceName { get; }

    /// <summary>The called method.</summary>
    string MethodName { get; }

    /// <summary>The called method as its interface declares it.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result once the call has been made; reading it throws what the call threw.</summary>
    object? Result { get; set; }

    /// <summary>Result or exception once the call has been made; null before.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on to the next filter, and after the last to the call. An exception of the call is thrown here.</summary>
    Task Invoke();
}

/// <summary>A call on the side of the called grain, in its turn.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that is called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The called method as the grain class implements it.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call on the side of the caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls; null if the caller is not a grain.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Sees every call that grains receive. A grain class that implements it sees its own.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles the call; without a call of <see cref="IGrainCallContext.Invoke"/> the grain is not reached.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Sees every call that is made.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Handles the call; without a call of <see cref="IGrainCallContext.Invoke"/> it is not sent.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An incoming filter as a delegate.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An outgoing filter as a delegate.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
