using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Turns;

[Alias("test.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Add(int value);

    Task<string> Key();

    Task Block(string gate);

    [AlwaysInterleave]
    Task<string> Peek();

    [ReadOnly]
    Task Read(string gate);

    Task<bool> StaysOnItsScheduler();

    Task<int> CountBesideTask();
}

[Reentrant]
[GrainType("test-reentrant")]
public sealed class ReentrantTurnGrain(Journal journal) : TurnGrainBase(journal), IReentrantTurnGrain;

[Alias("test.IReentrantTurnGrain")]
public interface IReentrantTurnGrain : ITurnGrain;

[GrainType("test-turn")]
public sealed class TurnGrain(Journal journal) : TurnGrainBase(journal), IPlainTurnGrain;

[Alias("test.IPlainTurnGrain")]
public interface IPlainTurnGrain : ITurnGrain;

public abstract class TurnGrainBase(Journal journal) : Grain
{
    private int _sum;

    public async Task<int> Add(int value)
    {
        var before = _sum;
        await Task.Yield();
        _sum = before + value;
        return _sum;
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task Block(string gate)
    {
        journal.Note($"block {gate}");
        await journal.Pass(gate);
        journal.Note($"unblock {gate}");
    }

    public Task<string> Peek()
    {
        journal.Note("peek");
        return Task.FromResult("peeked");
    }

    public async Task Read(string gate)
    {
        journal.Note($"read {gate}");
        await journal.Pass(gate);
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var scheduler = TaskScheduler.Current;
        var context = GrainContext;
        await Task.Yield();
        var same = ReferenceEquals(scheduler, TaskScheduler.Current);
        await Task.Run(() => same &= !ReferenceEquals(scheduler, TaskScheduler.Current));
        return same && scheduler != TaskScheduler.Default && ReferenceEquals(scheduler, TaskScheduler.Current) && ReferenceEquals(context, GrainContext);
    }

    public async Task<int> CountBesideTask()
    {
        var side = Task.Factory.StartNew(() => ++_sum, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
        for (var i = 0; i < 1000; i++)
        {
            _sum++;
            await Task.Yield();
        }

        await side;
        return _sum;
    }
}
