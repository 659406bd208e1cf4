using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Filters;

[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class MarkAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

[Alias("test.IFilteredGrain"), Mark("contract")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Mark("method")]
    Task<string> Echo(string text, int number);

    Task<string> EchoThrough(string key, string text);

    Task<int> Fail();

    Task<string> RefuseMe();
}

[GrainType("test-filtered")]
public sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    [Mark("implementation")]
    public Task<string> Echo(string text, int number)
    {
        journal.Note("grain");
        return Task.FromResult($"{text}{number}");
    }

    public Task<string> EchoThrough(string key, string text) => GrainFactory.GetGrain<IFilteredGrain>(key).Echo(text, 1);

    public Task<int> Fail() => throw new InvalidOperationException("from the grain");

    public Task<string> RefuseMe() => throw new InvalidOperationException("must not be reached");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Note($"own before {context.MethodName}");
        await context.Invoke();
        journal.Note($"own after {context.MethodName}");
    }
}

/// <summary>Notes both sides of every call of the tests' own grains.</summary>
public sealed class NotingFilter(Journal journal, string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }

        if (context.MethodName == nameof(IFilteredGrain.RefuseMe))
        {
            context.Result = "refused";
            return;
        }

        journal.Note($"{name} in {context.MethodName} of {context.TargetId.Key} from {context.SourceId?.Key.ToString() ?? "outside"}");
        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException failure)
        {
            journal.Note($"{name} caught {failure.Message}");
            context.Result = -1;
            return;
        }

        journal.Note($"{name} out {context.Result}");
        if (context.Result is string text) context.Result = $"{text}<{name}";
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.Grain is not IFilteredGrain)
        {
            await context.Invoke();
            return;
        }

        RequestContext.Set("sender", name);
        journal.Note($"{name} sends {context.MethodName} to {context.TargetId.Key} from {context.SourceContext?.GrainId.Key.ToString() ?? "outside"}");
        await context.Invoke();
    }
}

/// <summary>Notes what a filter can learn of a call.</summary>
public sealed class DescribingFilter(Journal journal) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context is { Grain: FilteredGrain, MethodName: nameof(IFilteredGrain.Echo) })
        {
            journal.Note($"interface {context.InterfaceName}");
            journal.Note($"interface method {Mark(context.InterfaceMethod)} of {Mark(context.InterfaceMethod.DeclaringType!)}");
            journal.Note($"implementation {Mark(context.ImplementationMethod)}");
            journal.Note($"target {ReferenceEquals(context.TargetContext.GrainInstance, context.Grain)}");
            journal.Note($"arguments {context.Request.GetArgumentCount()} {context.Request.GetArgument(0)} {context.Request.GetArgument(1)}");
            journal.Note($"sender {RequestContext.Get("sender")}");
            context.Request.SetArgument(1, 9);
        }

        return context.Invoke();
    }

    private static string? Mark(System.Reflection.MemberInfo member)
        => member.GetCustomAttributes(typeof(MarkAttribute), inherit: false).OfType<MarkAttribute>().SingleOrDefault()?.Text;
}
