using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Calls;

[Alias("test.IBaseCalls")]
public interface IBaseCalls : IGrainWithStringKey
{
    Task<string> FromBase(string text);
}

[Alias("test.ICallGrain")]
public interface ICallGrain : IBaseCalls
{
    ValueTask Touch();

    ValueTask<int> Twice(int value);

    Task<string?> Nothing();

    Task<int> Sum(int[] values, (int A, int B) pair, params string[] texts);

    [OneWay]
    Task Fire(string gate);

    [OneWay]
    Task FireAndFail();

    [ResponseTimeout("00:00:01")]
    Task<int> Never(CancellationToken cancellationToken);

    Task Wait(string name, CancellationToken cancellationToken);

    Task<string?> ContextHere(string key);

    Task<string?> ContextTwoCallsOn(string key);

    Task ChangeContext(string key, string value);

    Task Cancelled();

    Task<ICallGrain> Self();
}

[Alias("test.IAnyCallGrain")]
internal interface IAnyCallGrain : ICallGrain
{
    Task<string> Internal();
}

[GrainType("test-call")]
internal sealed class CallGrain(Journal journal) : Grain, IAnyCallGrain
{
    public Task<string> FromBase(string text) => Task.FromResult($"base {text}");

    public ValueTask Touch() => ValueTask.CompletedTask;

    public async ValueTask<int> Twice(int value)
    {
        await Task.Yield();
        return 2 * value;
    }

    public Task<string?> Nothing() => Task.FromResult<string?>(null);

    public Task<int> Sum(int[] values, (int A, int B) pair, params string[] texts) => Task.FromResult(values.Sum() + pair.A + pair.B + texts.Length);

    public async Task Fire(string gate)
    {
        await journal.Pass(gate);
        journal.Note("fired");
    }

    public Task FireAndFail()
    {
        journal.Note("failing");
        throw new InvalidOperationException("nobody hears this");
    }

    public async Task<int> Never(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => never.TrySetResult(0));
        return await never.Task;
    }

    public async Task Wait(string name, CancellationToken cancellationToken)
    {
        var scheduler = TaskScheduler.Current;
        journal.Note($"waiting {name}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            journal.Note(ReferenceEquals(scheduler, TaskScheduler.Current) ? $"cancelled {name}" : "cancelled elsewhere");
        }
    }

    public Task<string?> ContextHere(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ContextTwoCallsOn(string key) => GrainFactory.GetGrain<ICallGrain>(this.GetPrimaryKeyString() + "/next").ContextHere(key);

    public Task ChangeContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task Cancelled() => Task.FromCanceled(new CancellationToken(canceled: true));

    public Task<ICallGrain> Self() => Task.FromResult<ICallGrain>(this.AsReference<ICallGrain>());

    public Task<string> Internal() => Task.FromResult("internal");
}

[Alias("test.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> Work(string gate);
}

[GrainType("test-worker")]
[StatelessWorker(2)]
public sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> Work(string gate)
    {
        journal.Note("working");
        await journal.Pass(gate);
        return _activation;
    }
}

[Alias("test.INumberedGrain")]
public interface INumberedGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

[GrainType("test-numbered")]
public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}
