using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class ZTrailsTests
{
    private readonly PairScene scene = new("a");

    [Fact]
    public async Task Look_AfterLivePoints_PutsHistoryBeforeThemAndCountsNoneTwice()
    {
        scene.Stored.AddRange(Enumerable.Range(1, 100).Select(i => i * 1_000L));
        var trails = new ZTrails(scene.User.Grains());
        trails.Add("a", 100_000, 9);
        trails.Add("a", 101_000, 7);

        Assert.True(await trails.Look("a", CancellationToken.None));

        var values = trails.Of("a");
        Assert.Equal(ZTrails.Length, values.Count);
        Assert.Equal(7, values[^1]);
        Assert.Equal(0.5, values[^3]);
    }

    [Fact]
    public async Task Look_Twice_ReadsOnce()
    {
        var reads = 0;
        scene.User.Answers<IPairGrain>("GetSeries", (_, _) =>
        {
            reads++;
            return Outcome.Of<ImmutableArray<PairPoint>>([]);
        });
        var trails = new ZTrails(scene.User.Grains());

        await trails.Look("a", CancellationToken.None);
        await trails.Look("a", CancellationToken.None);

        Assert.Equal(1, reads);
    }

    [Fact]
    public void Add_MoreThanItKeeps_DropsTheOldest()
    {
        var trails = new ZTrails(scene.User.Grains());
        for (var i = 0; i < ZTrails.Length + 5; i++)
        {
            trails.Add("a", i * 1_000, i);
        }

        Assert.Equal(ZTrails.Length, trails.Of("a").Count);
        Assert.Equal(5, trails.Of("a")[0]);
    }
}
