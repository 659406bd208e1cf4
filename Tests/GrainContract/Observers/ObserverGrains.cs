using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Observers;

[Alias("test.IWatcher")]
public interface IWatcher : IGrainObserver
{
    [OneWay]
    Task Seen(string what);

    Task<string> Ask(string question);
}

[Alias("test.IWatchedGrain")]
public interface IWatchedGrain : IGrainWithStringKey
{
    Task Watch(IWatcher watcher);

    Task Tell(string what);

    Task<string> AskAll(string question);

    Task<bool> Knows(IWatcher watcher);
}

[GrainType("test-watched")]
public sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly HashSet<IWatcher> _watchers = [];

    public Task Watch(IWatcher watcher)
    {
        _watchers.Add(watcher);
        return Task.CompletedTask;
    }

    public async Task Tell(string what)
    {
        foreach (var watcher in _watchers) await watcher.Seen(what);
    }

    public async Task<string> AskAll(string question)
    {
        var answers = "";
        foreach (var watcher in _watchers) answers += await watcher.Ask(question);
        return answers;
    }

    public Task<bool> Knows(IWatcher watcher) => Task.FromResult(_watchers.Contains(watcher));
}

/// <summary>A plain object that grains call.</summary>
public sealed class Watcher(Journal journal) : IWatcher
{
    public Task Seen(string what)
    {
        journal.Note($"seen {what}");
        return Task.CompletedTask;
    }

    public async Task<string> Ask(string question)
    {
        await Task.Yield();
        return $"{question}!";
    }
}
