using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDefaults()
    {
        var options = Read([]);

        Assert.Equal(("sqlite", "data"), (options.Kind, options.Path));
        Assert.Equal(TimeSpan.FromHours(48), options.Retention.OfTrades());
        Assert.Equal(TimeSpan.FromDays(7), options.Retention.Of(Interval.OneSecond));
        Assert.Equal(TimeSpan.FromDays(365), options.Retention.Of(Interval.OneMinute));
    }

    [Theory]
    [InlineData("90m", 90 * 60)]
    [InlineData("48 h", 48 * 3_600)]
    [InlineData("3600s", 3_600)]
    [InlineData("36500d", 36_500L * 86_400)]
    public void Read_Retention_TakesUnits(string text, long seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(new() { ["Storage:Retention:1s"] = text }).Retention.Of(Interval.OneSecond));

    [Theory]
    [InlineData("Storage:Kind", "postgres", "must be sqlite")]
    [InlineData("Storage:Path", "", "must name a folder")]
    [InlineData("Storage:Retention:Trades", "0h", "whole number with a unit")]
    [InlineData("Storage:Retention:1m", "forever", "whole number with a unit")]
    [InlineData("Storage:Retention:1h", "59s", "whole number with a unit")]
    [InlineData("Storage:Retention:15m", "36501d", "whole number with a unit")]
    [InlineData("Storage:Retention:5m", "-1d", "whole number with a unit")]
    public void Read_ABrokenRule_NamesKeyRuleAndValue(string key, string value, string rule)
    {
        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => Read(new() { [key] = value })).Failures);

        Assert.StartsWith(key + " ", failure, StringComparison.Ordinal);
        Assert.Contains(rule, failure, StringComparison.Ordinal);
        Assert.EndsWith($"(it is '{value}').", failure, StringComparison.Ordinal);
    }

    private static StorageOptions Read(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().ReadValidated<StorageOptions>("Storage");
}
