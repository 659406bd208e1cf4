using System.ComponentModel;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace EmbeddedOrleans.Generation;

/// <summary>What the calls of one interface method have in common.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RequestDescription
{
    /// <summary>Describes a method of an interface.</summary>
    public RequestDescription(Type interfaceType, string interfaceName, string methodName, Type[] parameters, bool takesToken)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        InterfaceType = interfaceType;
        InterfaceName = interfaceName;
        MethodName = methodName;
        TakesToken = takesToken;
        Method = interfaceType.GetMethod(methodName, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)
            ?? throw new MissingMethodException(interfaceName, methodName);
        IsReadOnly = Method.IsDefined(typeof(Orleans.Concurrency.ReadOnlyAttribute));
        IsAlwaysInterleave = Method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = Method.IsDefined(typeof(OneWayAttribute));
        Timeout = Method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    internal Type InterfaceType { get; }

    internal string InterfaceName { get; }

    internal string MethodName { get; }

    internal MethodInfo Method { get; }

    internal bool TakesToken { get; }

    internal bool IsReadOnly { get; }

    internal bool IsAlwaysInterleave { get; }

    internal bool IsOneWay { get; }

    internal TimeSpan? Timeout { get; }
}
