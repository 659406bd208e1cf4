using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class FormatTests
{
    [Theory]
    [InlineData(1234.5, 2, "1,234.50")]
    [InlineData(-0.5, 1, "−0.5")]
    [InlineData(0.0, 2, "0.00")]
    public void Number_Known_HasFixedDecimals(double value, int decimals, string expected) => Assert.Equal(expected, Format.Number(value, decimals));

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Number_Unknown_IsADashAndNeverZero(double? value)
    {
        Assert.Equal("–", Format.Number(value, 2));
        Assert.Equal("–", Format.Signed(value, 2));
        Assert.Equal("–", Format.Price(value));
        Assert.Equal("–", Format.Money(value, "USDT"));
        Assert.Equal("–", Format.Units(value));
    }

    [Theory]
    [InlineData(2.345, "+2.35")]
    [InlineData(-2.345, "−2.35")]
    [InlineData(0.001, "0.00")]
    public void Signed_Value_CarriesItsSignUnlessItRoundsToZero(double value, string expected) => Assert.Equal(expected, Format.Signed(value, 2));

    [Theory]
    [InlineData(96250.1, "0.10", "96,250.1")]
    [InlineData(0.08123, "0.000010", "0.08123")]
    [InlineData(100.0, "1", "100")]
    public void Price_WithATickSize_HasItsDecimals(double price, string tick, string expected) =>
        Assert.Equal(expected, Format.Price(price, decimal.Parse(tick, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(96250.1, "96,250.10")]
    [InlineData(0.0001234567, "0.00012346")]
    public void Price_WithoutATickSize_HasAboutSevenDigits(double price, string expected) => Assert.Equal(expected, Format.Price(price));

    [Fact]
    public void Clock_UnixMs_IsUtc()
    {
        const long time = 1_795_248_725_000;
        Assert.Equal("08:12:05", Format.Clock(time));
        Assert.Equal("08:12", Format.Minute(time));
        Assert.Equal("2026-11-21 08:12:05", Format.DateTime(time));
        Assert.Equal("–", Format.Clock(null));
    }

    [Theory]
    [InlineData(0.2, "0 s")]
    [InlineData(89, "89 s")]
    [InlineData(600, "10 min")]
    [InlineData(9_000, "2.5 h")]
    [InlineData(345_600, "4 d")]
    public void Duration_Seconds_UsesTheFittingUnit(double seconds, string expected) => Assert.Equal(expected, Format.Duration(TimeSpan.FromSeconds(seconds)));
}
