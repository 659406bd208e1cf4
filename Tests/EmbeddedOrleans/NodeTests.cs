using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using QuantPlatform.Tests.GrainContract;
using QuantPlatform.Tests.GrainContract.Calls;
using QuantPlatform.Tests.GrainContract.Lifetime;
using QuantPlatform.Tests.GrainContract.Observers;
using QuantPlatform.Tests.GrainContract.Persistence;
using QuantPlatform.Tests.GrainContract.Streams;
using QuantPlatform.Tests.GrainContract.Turns;
using QuantPlatform.Tests.Web;
using Xunit;

namespace QuantPlatform.Tests.EmbeddedOrleans;

/// <summary>What is particular to the node in process: where it is stricter, faster or more telling than a cluster.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task Kill_WithACallInProgress_FailsItAndDeactivatesNothing()
    {
        await using var cluster = await GrainCluster.Deploy(static silo => silo.Services.AddSingleton(new BrokenKeys()));
        var journal = cluster.Journal;
        await cluster.Grain<ILifetimeGrain>("k").Activation();
        var call = cluster.Grain<IPlainTurnGrain>("blocked").Block("g");
        await journal.Noted("block g");

        await cluster.Test.KillSiloAsync(cluster.Test.Silos[0]);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.DoesNotContain(journal.Entries, static entry => entry.StartsWith("k ended", StringComparison.Ordinal));
        journal.Open("g");
    }

    [Fact]
    public async Task Call_AfterTheStop_IsRefusedAtOnce()
    {
        await using var cluster = await GrainCluster.Deploy();
        var grain = cluster.Grain<ICallGrain>("a");
        await grain.Touch();

        await cluster.Test.StopAllSilosAsync();

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Twice(1).AsTask());
    }

    [Fact]
    public async Task Call_BeforeTheStart_IsRefusedAtOnce()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans();
        using var host = builder.Build();

        var grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<ICallGrain>("a");

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Twice(1).AsTask());
    }

    [Fact]
    public async Task Stop_WithAGrainThatNeverEnds_IsBounded()
    {
        await using var cluster = await GrainCluster.Deploy();
        var call = cluster.Grain<IPlainTurnGrain>("stuck").Block("never");
        await cluster.Journal.Noted("block never");
        var journal = cluster.Journal;

        await cluster.Test.StopAllSilosAsync().WaitAsync(TimeSpan.FromSeconds(15));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        journal.Open("never");
    }

    [Fact]
    public async Task ResponseTimeout_OfTheNode_HoldsForMethodsWithoutTheirOwn()
    {
        await using var cluster = await GrainCluster.Deploy(static silo => silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300)));
        var grain = cluster.Grain<IPlainTurnGrain>("a");
        var running = grain.Block("g");
        await cluster.Journal.Noted("block g");
        var waiting = grain.Key();

        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);

        cluster.Journal.Open("g");
        Assert.Equal("a", await grain.Key());
    }

    [Fact]
    public async Task Token_CancelledWhileTheCallWaits_IsNeverStarted()
    {
        await using var cluster = await GrainCluster.Deploy();
        var grain = cluster.Grain<ICallGrain>("a");
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var running = grain.Wait("first", first.Token);
        await cluster.Journal.Noted("waiting first");
        var waiting = grain.Wait("second", second.Token);

        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        await cluster.Journal.Noted("cancelled first");
        await grain.Touch();
        Assert.DoesNotContain("waiting second", cluster.Journal.Entries);
    }

    [Fact]
    public async Task Exception_OfAGrain_HasNoFramesOfTheRuntime()
    {
        await using var cluster = await GrainCluster.Deploy(static silo => silo.Services.AddSingleton(new BrokenKeys()));

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => cluster.Grain<ILifetimeGrain>("t").Throw("no"));

        Assert.DoesNotContain("EmbeddedOrleans.Generation", failure.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("EmbeddedOrleans.Runtime", failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timer_ThatWritesAStaleState_EndsTheActivation()
    {
        var storage = new RacingStorage();
        await using var cluster = await GrainCluster.Deploy(silo => silo.Services.AddGrainStorage("racing", (_, _) => storage));
        var grain = cluster.Grain<IRacingGrain>("a");
        await grain.Increment();
        storage.Overtake(grain.GetGrainId());

        await grain.IncrementSoon();

        await cluster.Journal.Noted("deactivated ApplicationError");
    }

    [Fact]
    public async Task StreamQueue_ThatIsFull_RefusesWithInvalidOperation()
    {
        await using var cluster = await GrainCluster.Deploy(static silo => silo.AddMemoryStreams("memory", static streams => streams.ConfigurePartitioning(1)));
        await cluster.Grain<IProducerGrain>("p").Send("slow", "s", 0, 1, asBatch: false);
        await cluster.Journal.Noted("slow");

        var refusal = await cluster.Grain<IProducerGrain>("p").TryFill("slow", "s", 16384);

        Assert.Contains("16384", refusal, StringComparison.Ordinal);
        cluster.Journal.Open("slow");
    }

    [Fact]
    public async Task Observer_ThatIsCollected_IsForgotten()
    {
        await using var cluster = await GrainCluster.Deploy();
        var grain = cluster.Grain<IWatchedGrain>("g");
        await grain.Watch(Unheld(cluster));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        await grain.Tell("nobody");

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.AskAll("anyone"));
        Assert.Empty(cluster.Journal.Entries);
    }

    [Fact]
    public async Task Meter_WithActivations_CountsThemByType()
    {
        await using var cluster = await GrainCluster.Deploy();
        Dictionary<string, int> counts = [];
        using var listener = Listen(cluster, "orleans-grains", counts);
        await cluster.Grain<ICallGrain>("a").Touch();
        await cluster.Grain<ICallGrain>("b").Touch();
        await cluster.Grain<IPlainTurnGrain>("a").Key();

        listener.RecordObservableInstruments();

        Assert.Equal(2, counts["test-call"]);
        Assert.Equal(1, counts["test-turn"]);
    }

    [Fact]
    public async Task Meter_WithCallsThatWait_CountsThemByType()
    {
        await using var cluster = await GrainCluster.Deploy();
        Dictionary<string, int> waiting = [];
        using var listener = Listen(cluster, "orleans-scheduler-work-items-waiting-by-type", waiting);
        await cluster.Grain<IPlainTurnGrain>("a").Key();
        await cluster.Grain<ICallGrain>("a").Fire("gate");
        Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => cluster.Grain<ICallGrain>("a").Touch().AsTask())];

        await Until.True(() => Read() == (3, 0), "three calls wait behind the one that runs");
        cluster.Journal.Open("gate");
        await Task.WhenAll(calls);
        Assert.Equal((0, 0), Read());

        (int Calls, int Turns) Read()
        {
            listener.RecordObservableInstruments();
            return (waiting["test-call"], waiting["test-turn"]);
        }
    }

    private static MeterListener Listen(GrainCluster cluster, string name, Dictionary<string, int> byType)
    {
        var meters = cluster.Test.GetSiloServiceProvider().GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == "Microsoft.Orleans" && instrument.Name == name && ReferenceEquals(instrument.Meter.Scope, meters)) own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => byType[(string)tags[0].Value!] = value);
        listener.Start();
        return listener;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IWatcher Unheld(GrainCluster cluster) => cluster.Client.CreateObjectReference<IWatcher>(new Watcher(cluster.Journal));
}
