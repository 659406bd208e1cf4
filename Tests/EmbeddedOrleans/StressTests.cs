using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using QuantPlatform.Tests.GrainContract;
using Xunit;

namespace QuantPlatform.Tests.EmbeddedOrleans;

public sealed class StressTests
{
    private const int Keys = 20;
    private const int Callers = 8;
    private const int CallsEach = 1500;

    [Fact]
    public async Task Grains_UnderCallsTimersAndDeactivations_AreOneATimeAndAnswerEveryCall()
    {
        var watch = new StressWatch();
        await using var cluster = await GrainCluster.Deploy(silo => silo.Services.AddSingleton(watch));
        using var done = new CancellationTokenSource();
        var collecting = Collect();

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(seed => Task.Run(() => Call(new Random(seed)))));

        await done.CancelAsync();
        await collecting;
        Assert.Equal(Callers * CallsEach, answers.Sum());
        await cluster.Test.StopAllSilosAsync();
        Assert.Equal(0, watch.Faults);
        Assert.True(watch.Hints > 0);

        async Task<int> Call(Random random)
        {
            var answered = 0;
            for (var i = 0; i < CallsEach; i++)
            {
                var grain = cluster.Grain<IStressGrain>($"{random.Next(Keys)}");
                using var cancellation = new CancellationTokenSource();
                var kind = random.Next(20);
                if (kind == 0) await grain.Hint();
                if (kind == 1)
                {
                    // Upwards only, or two grains would wait for each other.
                    answered += await cluster.Grain<IStressGrain>($"caller {random.Next(Keys)}").Through($"{random.Next(Keys)}", i) == i ? 1 : 0;
                    continue;
                }

                var step = grain.Step(i, slowly: kind < 10, last: kind == 2, kind < 6 ? cancellation.Token : CancellationToken.None);
                if (kind == 3) await cancellation.CancelAsync();
                try
                {
                    answered += await step == i ? 1 : 0;
                }
                catch (OperationCanceledException) when (kind == 3)
                {
                    answered++;
                }
            }

            return answered;
        }

        async Task Collect()
        {
            var management = cluster.Client.GetGrain<IManagementGrain>(0);
            while (!done.IsCancellationRequested)
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                await Task.Yield();
            }
        }
    }
}
