using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class OpenBarTests
{
    private readonly OpenBar bar = new(Interval.OneSecond);

    [Fact]
    public void Row_BeforeAnyTrade_IsNull() => Assert.Null(bar.Row);

    [Fact]
    public void Trade_SeveralInOneBar_KeepsOpenHighLowClose()
    {
        bar.Trade(5_000, 10m);
        bar.Trade(5_300, 12m);
        bar.Trade(5_600, 9m);
        bar.Trade(5_900, 11m);

        Assert.Equal([5_000, 10, 12, 9, 11, null, 0], bar.Row!);
    }

    [Fact]
    public void Trade_InTheNextBar_StartsOver()
    {
        bar.Trade(5_900, 11m);
        bar.Trade(6_000, 7m);

        Assert.Equal([6_000, 7, 7, 7, 7, null, 0], bar.Row!);
    }

    [Fact]
    public void Trade_OfAnEarlierBar_IsIgnored()
    {
        bar.Trade(6_000, 7m);
        bar.Trade(5_999, 100m);

        Assert.Equal([6_000, 7, 7, 7, 7, null, 0], bar.Row!);
    }

    [Fact]
    public void Closed_ThatBar_IsNotOpenAnyMore()
    {
        bar.Trade(5_100, 10m);
        bar.Closed(5_000);

        Assert.Null(bar.Row);
    }

    [Fact]
    public void Closed_AnEarlierBar_LeavesIt()
    {
        bar.Trade(6_100, 10m);
        bar.Closed(5_000);

        Assert.Equal(6_000, bar.Row![0]);
    }
}
