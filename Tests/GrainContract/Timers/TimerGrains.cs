using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Timers;

[Alias("test.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string name, int dueMilliseconds, int periodMilliseconds, bool interleave);

    Task StartFailing(string name);

    Task Change(int dueMilliseconds);

    Task Stop();

    Task Block(string gate);

    Task End();

    Task<string?> Context();
}

[GrainType("test-timer")]
public sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private bool _busy;

    public Task Start(string name, int dueMilliseconds, int periodMilliseconds, bool interleave)
    {
        var options = new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.FromMilliseconds(dueMilliseconds),
            Period = TimeSpan.FromMilliseconds(periodMilliseconds),
            Interleave = interleave,
        };
        _timer = this.RegisterGrainTimer(
            async (state, token) =>
            {
                journal.Note(_busy ? $"tick {state} inside" : $"tick {state}");
                await Task.Yield();
            },
            name,
            options);
        return Task.CompletedTask;
    }

    public Task StartFailing(string name)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                journal.Note($"failing {name}");
                throw new InvalidOperationException("tick failed");
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task Change(int dueMilliseconds)
    {
        _timer!.Change(TimeSpan.FromMilliseconds(dueMilliseconds), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Block(string gate)
    {
        _busy = true;
        journal.Note($"blocking {gate}");
        await journal.Pass(gate);
        _busy = false;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note("ended");
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string?> Context()
    {
        var context = new TaskCompletionSource<string?>();
        using var timer = this.RegisterGrainTimer(
            () =>
            {
                context.SetResult(RequestContext.Get("who") as string);
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        return await context.Task;
    }
}
