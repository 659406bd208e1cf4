using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class PairNarrowingTests
{
    private static readonly PairRow Calm = new(PairScene.Definition("a"), PairScene.Snapshot("a", 1_000, 0.5));

    [Fact]
    public void Admits_ACalmReadyPair_OnlyAmongAll()
    {
        Assert.True(PairNarrowing.All.Admits(Calm));
        Assert.All(Enum.GetValues<PairNarrowing>().Where(narrowing => narrowing != PairNarrowing.All), narrowing => Assert.False(narrowing.Admits(Calm)));
    }

    [Theory]
    [InlineData(-2.0)]
    [InlineData(2.5)]
    public void Admits_ZAtOrPastEntry_IsBeyond(double z) => Assert.True(PairNarrowing.Beyond.Admits(Calm with { Snapshot = Calm.Snapshot! with { Z = z } }));

    [Fact]
    public void Admits_AStoppedPair_HasASignal() => Assert.True(PairNarrowing.Signals.Admits(Calm with { Snapshot = Calm.Snapshot! with { Signal = PairSignal.Stopped } }));

    [Fact]
    public void Admits_StaleFeedOrGap_IsTrouble()
    {
        Assert.True(PairNarrowing.Trouble.Admits(Calm with { Snapshot = Calm.Snapshot! with { FeedState = FeedState.Stale } }));
        Assert.True(PairNarrowing.Trouble.Admits(Calm with { Snapshot = Calm.Snapshot! with { Quality = BarQuality.Gap } }));
    }

    [Fact]
    public void Admits_NothingReadYet_IsNotReady() => Assert.True(PairNarrowing.NotReady.Admits(Calm with { Snapshot = null }));
}
