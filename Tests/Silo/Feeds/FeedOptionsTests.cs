using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class FeedOptionsTests
{
    [Fact]
    public void Bind_Nothing_GivesTheDocumentedDefaults()
    {
        var options = Read();
        Assert.Equal(("auto", "aggTrade", "wss://fstream.binance.com/market", "https://fapi.binance.com"), (options.Kind, options.Stream, options.WebSocketUrl, options.RestUrl));
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT"], options.SymbolList.AsEnumerable());
    }

    [Fact]
    public void SymbolList_UntidyText_IsTidied() => Assert.Equal(["BTCUSDT", "ETHUSDT"], Read(("Symbols", " btcusdt, ETHUSDT ,,btcUSDT")).SymbolList.AsEnumerable());

    [Theory]
    [InlineData("Kind", "kraken")]
    [InlineData("Stream", "kline")]
    [InlineData("WebSocketUrl", "https://fstream.binance.com")]
    [InlineData("RestUrl", "fapi.binance.com")]
    [InlineData("Symbols", " , ")]
    [InlineData("Symbols", "BTC:USDT")]
    [InlineData("QueueCapacity", "5")]
    public void Validate_BadValue_NamesKeyAndValue(string key, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read((key, value)));
        Assert.Contains($"Feed:{key} must be ", error.Message);
        Assert.Contains($"it is '{value}'", error.Message);
    }

    [Fact]
    public void Validate_RawTradesOnAMarketRoot_IsRefused()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(("Stream", "trade")));
        Assert.Contains("Feed:Stream", error.Message);
        Assert.Equal("trade", Read(("Stream", "trade"), ("WebSocketUrl", "wss://fstream.binance.com/public")).Stream);
        Assert.Equal("trade", Read(("Stream", "trade"), ("Kind", "demo")).Stream);
    }

    [Theory]
    [InlineData("auto", true, true)]
    [InlineData("binance", true, false)]
    [InlineData("demo", false, true)]
    public void Allows_EachKind_KeepsTheOtherVenueOff(string kind, bool binance, bool demo)
    {
        var options = Read(("Kind", kind));
        Assert.Equal((binance, demo), (options.Allows(Venues.Binance), options.Allows(Venues.Demo)));
    }

    private static FeedOptions Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>("Feed:" + v.Key, v.Value))).Build();
        using var services = new ServiceCollection().AddFeeds(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<FeedOptions>>().Value;
    }
}
