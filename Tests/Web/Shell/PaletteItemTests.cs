using QuantPlatform.Web.Shell;
using Xunit;

namespace QuantPlatform.Tests.Web.Shell;

public sealed class PaletteItemTests
{
    private static readonly PaletteItem Pair = new("Pairs", "ETHUSDT/BTCUSDT", "scale", "1s", "demo", () => Task.CompletedTask);

    [Theory]
    [InlineData("eth")]
    [InlineData("btc")]
    [InlineData("1s")]
    [InlineData("DEMO")]
    [InlineData("eth 1s")]
    public void Rank_EveryWordIsFoundSomewhere_IsPositive(string query) => Assert.True(Pair.Rank(query.Split(' ')) > 0);

    [Fact]
    public void Rank_OneWordIsNowhere_IsZero() => Assert.Equal(0, Pair.Rank(["eth", "sol"]));

    [Fact]
    public void Rank_AtTheStart_BeatsInTheMiddle() => Assert.True(Pair.Rank(["eth"]) > Pair.Rank(["btc"]));
}
