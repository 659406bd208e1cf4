using QuantPlatform.MarketSimulator;
using Xunit;

namespace QuantPlatform.Tests.MarketSimulator;

public class CommandLineTests
{
    [Theory]
    [InlineData("--speed", "fast", "--speed: 'fast'")]
    [InlineData("--tape", "/no/such/file", "--tape: no file '/no/such/file'")]
    [InlineData("--urls", "ftp://x", "--urls: 'ftp://x'")]
    [InlineData("--urls", "http://example.org:80", "--urls: 'example.org'")]
    [InlineData("--seed", "-1", "--seed: '-1'")]
    [InlineData("--colour", "red", "--colour: unknown option")]
    [InlineData("--speed", "20", "--speed: only with --tape")]
    public void Parse_BadValue_NamesTheOption(string name, string value, string message)
    {
        var error = Assert.Throws<FormatException>(() => CommandLine.Parse([name, value]));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ValueMissing_NamesTheOption() =>
        Assert.Equal("--seed: a value is missing.", Assert.Throws<FormatException>(() => CommandLine.Parse(["--seed"])).Message);

    [Theory]
    [InlineData("--speed=20", 20)]
    [InlineData("--speed=x20", 20)]
    [InlineData("--speed=max", 0)]
    [InlineData("--speed=0.5", 0.5)]
    public void Parse_Tape_TakesSpeedAndStart(string speed, double expected)
    {
        using var file = SmallTape.Of(1);
        var line = CommandLine.Parse(["--urls", "http://localhost:0", "--tape", file.Path, speed, "--start", "now", "--faults"]);
        Assert.Equal((file.Path, expected, TapeStart.AtOnce, true, 0), (line.Tape, line.Speed, line.Start, line.Faults, line.Url.Port));
    }
}
