using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Feeds;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Jobs;

public sealed class JobGrainTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly CutOffStorage storage = new();
    private readonly ScriptedKind work = new("work", isRepeatable: true);
    private readonly ScriptedKind once = new("once", isRepeatable: false);
    private InProcessTestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await Start();

    public async Task DisposeAsync()
    {
        work.Open();
        once.Open();
        await Stop(cluster);
        folder.Dispose();
    }

    [Fact]
    public async Task Start_AJob_RunsItAsItsUserAndKeepsTheResult()
    {
        work.Open();
        var job = await Started("ann", "work", """{"value":21}""");

        var done = await Finished("ann", job);

        Assert.Equal((JobState.Done, """{"twice":42}""", 1d), (done.State, done.Result, done.Progress));
        Assert.Equal("user:ann", Assert.Single(work.Principals));
    }

    [Fact]
    public async Task Get_WhileItRuns_ShowsItsProgress()
    {
        var job = await Started("ann", "work");
        await Eventually.Holds(async () => await Get("ann", job) is { State: JobState.Running, Progress: 0.25, Result: null, FinishedAt: null }, "a quarter is done");
    }

    [Fact]
    public async Task Cancel_ARunningJob_StopsIt()
    {
        var job = await Started("ann", "work");
        await Eventually.Holds(() => work.Running == 1, "it runs");

        Assert.Equal(JobState.Cancelled, (await Job("ann", job).Cancel())!.State);

        await Eventually.Holds(() => work.Running == 0, "it stopped");
        Assert.Equal(JobState.Cancelled, (await Get("ann", job))!.State);
    }

    [Fact]
    public async Task Start_ARefusedInput_FailsWithTheRule()
    {
        work.Open();
        var failed = await Finished("ann", await Started("ann", "work", """{"value":-1}"""));

        Assert.Equal((JobState.Failed, "value", "0 or greater"), (failed.State, failed.Error!.Field, failed.Error.Rule));
    }

    [Fact]
    public async Task Start_AJobThatThrows_FailsWithoutSayingHow()
    {
        work.Open();
        var failed = await Finished("ann", await Started("ann", "work", """{"value":13}"""));

        Assert.Equal((JobState.Failed, "internal"), (failed.State, failed.Error!.Code));
        Assert.DoesNotContain("secret", failed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MoreThanAUserMayHave_IsRefusedUntilOneIsFinished()
    {
        var first = await Started("ann", "work");
        await Started("ann", "work");
        Assert.Equal(RefusalCodes.Quota, Assert.Single((await List("ann").Start("work", "{}")).Refusals).Code);

        await Job("ann", first).Cancel();

        Assert.True((await List("ann").Start("work", "{}")).Accepted);
    }

    [Fact]
    public async Task Start_WhenTheNodeHasTooMany_IsBusyAndLeavesNothing()
    {
        foreach (var user in new[] { "ann", "bob" })
        {
            await Started(user, "work");
            await Started(user, "work");
        }

        Assert.Equal(RefusalCodes.Busy, Assert.Single((await List("eve").Start("work", "{}")).Refusals).Code);
        Assert.Empty(await List("eve").List("work"));
    }

    [Fact]
    public async Task EnsureRunning_AfterTheNodeEnded_RunsARepeatableJobAgain()
    {
        var job = await Started("ann", "work", """{"value":4}""");
        await Eventually.Holds(() => work.Running == 1, "it runs");
        await Restart();
        work.Open();

        await List("ann").EnsureRunning();

        Assert.Equal("""{"twice":8}""", (await Finished("ann", job)).Result);
    }

    [Fact]
    public async Task Get_AfterTheNodeEnded_SaysThatAJobThatRunsOnceWasCutOff()
    {
        var job = await Started("ann", "once");
        await Eventually.Holds(() => once.Running == 1, "it runs");
        await Eventually.Holds(() => storage.Text("job").Contains("unning", StringComparison.Ordinal), "and that is stored");
        await Restart();

        var failed = await Get("ann", job);

        Assert.Equal((JobState.Failed, "interrupted"), (failed!.State, failed.Error!.Code));
    }

    [Fact]
    public async Task Delete_AJob_CleansUpAndForgetsIt()
    {
        work.Open();
        var job = await Started("ann", "work");
        await Finished("ann", job);
        var left = cluster.GetSiloServiceProvider().GetRequiredService<IJobFiles>().PathOf("ann", job);
        await File.WriteAllTextAsync(left, "rows");

        Assert.True(await List("ann").Delete(job));

        Assert.Null(await Get("ann", job));
        Assert.Empty(await List("ann").List("work"));
        Assert.False(File.Exists(left));
        Assert.False(await List("ann").Delete(job));
    }

    [Fact]
    public async Task Start_ManyAfterEachOther_KeepsTheNewest()
    {
        work.Open();
        var jobs = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            jobs.Add(await Started("ann", "work"));
            await Finished("ann", jobs[^1]);
        }

        await List("ann").EnsureRunning();

        Assert.Equal(jobs[3..].Order(), (await List("ann").List("work")).Select(job => job.Id).Order());
    }

    [Fact]
    public async Task Get_OfAnotherUser_IsRefused()
    {
        var job = await Started("ann", "work");
        CallPrincipal.User("bob").Enter();
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => cluster.Client.GetGrain<IJobGrain>($"ann/{job}").Get());
        CallPrincipal.System.Enter();
    }

    private IJobListGrain List(string user)
    {
        CallPrincipal.System.Enter();
        return cluster.Client.GetGrain<IJobListGrain>(user);
    }

    private IJobGrain Job(string user, string id)
    {
        CallPrincipal.System.Enter();
        return cluster.Client.GetGrain<IJobGrain>($"{user}/{id}");
    }

    private Task<JobStatus?> Get(string user, string id) => Job(user, id).Get();

    private async Task<string> Started(string user, string kind, string input = "{}")
    {
        var outcome = await List(user).Start(kind, input);
        Assert.True(outcome.Accepted, string.Join("; ", outcome.Accepted ? [] : outcome.Refusals.Select(refusal => refusal.Message)));
        return outcome.Value!.Id;
    }

    private async Task<JobStatus> Finished(string user, string id)
    {
        await Eventually.Holds(async () => (await Get(user, id))!.IsFinished, "it is finished");
        return (await Get(user, id))!;
    }

    private async Task Restart()
    {
        await Stop(cluster);
        cluster = await Start();
    }

    private static async Task Stop(InProcessTestCluster cluster)
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    private async Task<InProcessTestCluster> Start()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Jobs:AtOnce"] = "2", ["Jobs:Waiting"] = "2", ["Jobs:PerUser"] = "2", ["Jobs:Kept"] = "3", ["Storage:Path"] = folder.Path }).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => storage);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddValidatedOptions<StorageOptions>(configuration, StorageOptions.Section);
            silo.Services.AddJobs(configuration);
            silo.Services.AddSingleton<IJobKind>(work).AddSingleton<IJobKind>(once);
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        var started = builder.Build();
        await started.DeployAsync();
        return started;
    }

    /// <summary>Doubles a number, once its gate is open.</summary>
    private sealed class ScriptedKind(string name, bool isRepeatable) : JobKind<Question, Answer>
    {
        private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int running;

        public override string Name => name;

        public override bool IsRepeatable => isRepeatable;

        public int Running => Volatile.Read(ref running);

        public ConcurrentQueue<string> Principals { get; } = [];

        public void Open() => gate.TrySetResult();

        protected override async Task<Outcome<Answer>> Run(Question input, JobContext job)
        {
            Principals.Enqueue(CallPrincipal.Current.ToString()!);
            Interlocked.Increment(ref running);
            try
            {
                job.Report(0.25);
                await gate.Task.WaitAsync(job.Stopping);
                return input.Value switch
                {
                    < 0 => Outcome.Refused<Answer>(RefusalCodes.Invalid, "value", "0 or greater", "Give a number from 0 on."),
                    13 => throw new InvalidOperationException("a secret"),
                    _ => Outcome.Of(new Answer(2 * input.Value)),
                };
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }

    private sealed record Question(int Value);

    private sealed record Answer(int Twice);
}
