using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace QuantPlatform.Tests.EmbeddedOrleans;

[Alias("test.IStressGrain")]
public interface IStressGrain : IGrainWithStringKey
{
    Task<int> Step(int value, bool slowly, bool last, CancellationToken cancellationToken);

    [OneWay]
    Task Hint();

    Task<int> Through(string key, int value);
}

/// <summary>Finds two activations of one key at once, and two calls in one activation at once.</summary>
public sealed class StressWatch
{
    private readonly ConcurrentDictionary<string, int> _alive = new();
    private int _faults;
    private int _hints;

    public int Faults => _faults;

    public int Hints => _hints;

    public void Begin(string key)
    {
        if (_alive.AddOrUpdate(key, 1, static (_, count) => count + 1) != 1) Fault();
    }

    public void End(string key)
    {
        if (_alive.AddOrUpdate(key, 0, static (_, count) => count - 1) != 0) Fault();
    }

    public void Fault() => Interlocked.Increment(ref _faults);

    public void Hint() => Interlocked.Increment(ref _hints);
}

[GrainType("test-stress")]
public sealed class StressGrain(StressWatch watch) : Grain, IStressGrain
{
    private int _inside;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        watch.Begin(this.GetPrimaryKeyString());
        await Task.Yield();
        this.RegisterGrainTimer(
            async () =>
            {
                Enter();
                await Task.Yield();
                Leave();
            },
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(1));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Enter();
        await Task.Yield();
        Leave();
        watch.End(this.GetPrimaryKeyString());
    }

    public async Task<int> Step(int value, bool slowly, bool last, CancellationToken cancellationToken)
    {
        Enter();
        if (slowly) await Task.Yield();
        if (last) DeactivateOnIdle();
        Leave();
        return value;
    }

    public Task Hint()
    {
        watch.Hint();
        return Task.CompletedTask;
    }

    public async Task<int> Through(string key, int value)
    {
        Enter();
        var result = await GrainFactory.GetGrain<IStressGrain>(key).Step(value, slowly: false, last: false, CancellationToken.None);
        Leave();
        return result;
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0) watch.Fault();
    }

    private void Leave() => Volatile.Write(ref _inside, 0);
}
