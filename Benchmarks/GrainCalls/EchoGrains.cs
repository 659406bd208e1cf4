using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Benchmarks.GrainCalls;

[Alias("benchmark.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    Task<int> Echo(int value);

    Task<int> EchoLater(int value);

    Task<int> CallOther(string key, int calls);
}

[GrainType("benchmark-echo")]
public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> Echo(int value) => Task.FromResult(value);

    public async Task<int> EchoLater(int value)
    {
        await Task.Yield();
        return value;
    }

    public async Task<int> CallOther(string key, int calls)
    {
        var other = GrainFactory.GetGrain<IEchoGrain>(key);
        var sum = 0;
        for (var i = 0; i < calls; i++) sum += await other.Echo(i);
        return sum;
    }
}

/// <summary>The least that a filter can do.</summary>
public sealed class PassingFilter : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => context.Invoke();

    public Task Invoke(IOutgoingGrainCallContext context) => context.Invoke();
}
