using System.Collections.Concurrent;
using System.Reflection;
using EmbeddedOrleans.Generation;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedOrleans.Runtime;

/// <summary>The filters of an activation: those of the node, then the grain itself if it is one.</summary>
internal sealed class IncomingFilters(IIncomingGrainCallFilter[] filters)
{
    public IIncomingGrainCallFilter[] All => filters;

    public static IncomingFilters? For(Silo silo, object grain)
    {
        if (grain is IIncomingGrainCallFilter own) return new IncomingFilters([.. silo.IncomingFilters, own]);
        return silo.IncomingFilters.Length == 0 ? null : silo.SharedIncomingFilters;
    }
}

/// <summary>A received call on its way through the filters.</summary>
internal abstract class IncomingCall(GrainRequest request, Activation activation, IncomingFilters filters) : GrainCall(request), IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), MethodInfo> Implementations = new();

    public override object Grain => activation.GrainInstance!;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((Grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Class.GetInterfaceMap(key.Method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Method)];
    });

    protected override int FilterCount => filters.All.Length;

    protected override Task InvokeFilter(int index) => filters.All[index].Invoke(this);
}

/// <summary>A call to be sent on its way through the filters.</summary>
internal abstract class OutgoingCall(GrainRequest request, GrainReference reference, Activation? source) : GrainCall(request), IOutgoingGrainCallContext
{
    public IGrainContext? SourceContext => source;

    public override object Grain => reference;

    public override GrainId TargetId => reference.GrainId;

    public override GrainId? SourceId => source?.GrainId;

    protected override int FilterCount => reference.Silo.OutgoingFilters.Length;

    protected override Task InvokeFilter(int index) => reference.Silo.OutgoingFilters[index].Invoke(this);
}

/// <summary>What both sides of a filtered call share.</summary>
internal abstract class GrainCall(GrainRequest request) : IGrainCallContext
{
    private int _stage;

    public IInvokable Request => request;

    public abstract object Grain { get; }

    public virtual GrainId? SourceId => request.Source?.GrainId;

    public virtual GrainId TargetId => request.Reference.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(request.Method.InterfaceName);

    public string InterfaceName => request.Method.InterfaceName;

    public string MethodName => request.Method.MethodName;

    public MethodInfo InterfaceMethod => request.Method.Method;

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public Response? Response { get; set; }

    protected abstract int FilterCount { get; }

    public Task Invoke()
    {
        var stage = _stage++;
        if (stage < FilterCount) return InvokeFilter(stage);
        return stage == FilterCount ? MakeCall() : throw new InvalidOperationException("The call has been made already.");
    }

    protected abstract Task InvokeFilter(int index);

    /// <summary>Makes the call after the last filter and keeps its response; what it threw is thrown again.</summary>
    protected abstract Task MakeCall();
}
