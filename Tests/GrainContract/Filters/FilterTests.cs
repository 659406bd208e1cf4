using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Xunit;

namespace QuantPlatform.Tests.GrainContract.Filters;

public sealed class FilterTests
{
    [Fact]
    public async Task Incoming_Several_RunInOrderAndTheGrainsOwnLast()
    {
        await using var cluster = await Deploy(static (silo, journal) =>
        {
            silo.AddIncomingGrainCallFilter(new NotingFilter(journal, "a"));
            silo.AddIncomingGrainCallFilter(new NotingFilter(journal, "b"));
        });

        Assert.Equal("x1<b<a", await cluster.Grain<IFilteredGrain>("g").Echo("x", 1));

        // What stands for a caller that is no grain differs between runtimes.
        Assert.Equal(
            ["a in Echo of g", "b in Echo of g", "own before Echo", "grain", "own after Echo", "b out x1", "a out x1<b"],
            cluster.Journal.Entries.Select(static entry => entry.Split(" from ")[0]));
    }

    [Fact]
    public async Task Incoming_ThatDoesNotInvoke_AnswersInstead()
    {
        await using var cluster = await Deploy(static (silo, journal) => silo.AddIncomingGrainCallFilter(new NotingFilter(journal, "a")));

        Assert.Equal("refused", await cluster.Grain<IFilteredGrain>("g").RefuseMe());
    }

    [Fact]
    public async Task Incoming_ThatCatches_ReplacesTheFailure()
    {
        await using var cluster = await Deploy(static (silo, journal) => silo.AddIncomingGrainCallFilter(new NotingFilter(journal, "a")));

        Assert.Equal(-1, await cluster.Grain<IFilteredGrain>("g").Fail());

        Assert.Contains("a caught from the grain", cluster.Journal.Entries);
    }

    [Fact]
    public async Task Incoming_ThatThrows_FailsTheCallWithItsException()
    {
        await using var cluster = await Deploy(static (silo, _) => silo.AddIncomingGrainCallFilter(
            static context => context.MethodName == "Echo" ? throw new UnauthorizedAccessException("not you") : context.Invoke()));

        var refusal = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => cluster.Grain<IFilteredGrain>("g").Echo("x", 1));

        Assert.Equal("not you", refusal.Message);
    }

    [Fact]
    public async Task Outgoing_FromAGrain_KnowsTheCallingGrain()
    {
        await using var cluster = await Deploy(static (silo, journal) => silo.AddOutgoingGrainCallFilter(new NotingFilter(journal, "o")));

        Assert.Equal("x1", await cluster.Grain<IFilteredGrain>("first").EchoThrough("second", "x"));

        Assert.Contains("o sends Echo to second from first", cluster.Journal.Entries);
    }

    [Fact]
    public async Task Incoming_OfACallByAGrain_KnowsTheSource()
    {
        await using var cluster = await Deploy(static (silo, journal) => silo.AddIncomingGrainCallFilter(new NotingFilter(journal, "i")));

        await cluster.Grain<IFilteredGrain>("first").EchoThrough("second", "x");

        Assert.Contains(cluster.Journal.Entries, static entry => entry.StartsWith("i in EchoThrough of first from", StringComparison.Ordinal));
        Assert.Contains("i in Echo of second from first", cluster.Journal.Entries);
    }

    [Fact]
    public async Task Incoming_OfACall_SeesAndChangesEverythingAboutIt()
    {
        await using var cluster = await Deploy(static (silo, journal) =>
        {
            silo.AddOutgoingGrainCallFilter(new NotingFilter(journal, "o"));
            silo.Services.AddSingleton<IIncomingGrainCallFilter, DescribingFilter>();
        });

        Assert.Equal("x9", await cluster.Grain<IFilteredGrain>("first").EchoThrough("second", "x"));

        string[] expected =
        [
            "interface QuantPlatform.Tests.GrainContract.Filters.IFilteredGrain",
            "interface method method of contract",
            "implementation implementation",
            "target True",
            "arguments 2 x 1",
            "sender o",
        ];
        Assert.All(expected, entry => Assert.Contains(entry, cluster.Journal.Entries));
    }

    private static async Task<GrainCluster> Deploy(Action<ISiloBuilder, Journal> configure)
    {
        return await GrainCluster.Deploy(silo =>
        {
            var journal = (Journal)silo.Services.Single(static service => service.ServiceType == typeof(Journal)).ImplementationInstance!;
            configure(silo, journal);
        });
    }
}
