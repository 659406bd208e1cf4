using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Lifetime;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Stages_StartAscendingAndStopDescending()
    {
        var journal = new Journal();
        await using (await GrainCluster.Deploy(silo =>
        {
            foreach (var stage in new[] { ServiceLifecycleStage.Active, ServiceLifecycleStage.RuntimeStorageServices, ServiceLifecycleStage.ApplicationServices })
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Participant(stage, journal));
        }))
        {
            Assert.Equal(["start 6000", "start 10000", "start 20000"], journal.Entries);
        }

        Assert.Equal(["stop 20000", "stop 10000", "stop 6000"], journal.Entries.Skip(3));
    }

    [Fact]
    public async Task StartupTask_WhenTheNodeStarts_CanCallGrains()
    {
        await using var cluster = await GrainCluster.Deploy(static silo =>
        {
            silo.Services.AddSingleton(new BrokenKeys());
            silo.AddStartupTask(static async (services, _) =>
            {
                await services.GetRequiredService<IGrainFactory>().GetGrain<ILifetimeGrain>("startup").Activation();
            });
        });

        Assert.Contains("activating startup", cluster.Journal.Entries);
    }

    private sealed class Participant(int stage, Journal journal) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            $"test {stage}",
            stage,
            _ => Note($"start {stage}"),
            _ => Note($"stop {stage}"));

        private Task Note(string entry)
        {
            journal.Note(entry);
            return Task.CompletedTask;
        }
    }
}
