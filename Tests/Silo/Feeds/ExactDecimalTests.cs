using System.Globalization;
using System.Text;
using QuantPlatform.Silo.Feeds.Protocol;
using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("61800.30")]
    [InlineData("0.00000001")]
    [InlineData("00012.500")]
    [InlineData("18446744073709551616")]
    [InlineData("1234567890123456789012345678")]
    [InlineData("12345678901234567890.12345678")]
    [InlineData("0.0000000000000000000000000001")]
    public void TryParse_PlainDecimal_KeepsValueAndScale(string text)
    {
        Assert.True(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        var expected = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(decimal.GetBits(expected), decimal.GetBits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("12345678901234567890123456789")]
    [InlineData("0.00000000000000000000000000001")]
    public void TryParse_AnythingElse_IsRefused(string text) =>
        Assert.False(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_RandomDecimals_EqualTheFrameworksOwn()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var value = new decimal(random.Next(), random.Next(), random.Next(0, 1 << 28), isNegative: false, (byte)random.Next(0, 12));
            var text = value.ToString(CultureInfo.InvariantCulture);
            Assert.True(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var parsed), text);
            Assert.Equal(value, parsed);
        }
    }
}
