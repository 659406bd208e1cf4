using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Silo.Statistics;
using Xunit;

namespace QuantPlatform.Tests.Silo.Statistics;

public sealed class SeriesRulesTests
{
    private static readonly PairSettings Settings = new()
    {
        Y = new SymbolKey(Venues.Upload, "y"),
        X = new SymbolKey(Venues.Upload, "x"),
        Window = 10,
        ZWindow = 10,
    };

    [Fact]
    public void Check_TenGoodPoints_FindsNothing() => Assert.Empty(SeriesRules.Check(Of(10)));

    [Fact]
    public void Check_AHundredThousandPointsInOneWindow_FindsNothing() =>
        Assert.Empty(SeriesRules.Check(Of(100_000, Settings with { Window = 100_000, ZWindow = 100_000 })));

    [Theory]
    [InlineData(9)]
    [InlineData(100_001)]
    [InlineData(0)]
    public void Check_TooFewOrTooMany_NamesY(int count) => AssertOne(Of(count), "y", "10 to 100000 points");

    [Fact]
    public void Check_UnequalLengths_NamesX() => AssertOne(Of(12) with { X = Prices(11) }, "x", "as many values as y");

    [Fact]
    public void Check_NaN_NamesThePlace() => AssertOne(Of(12) with { Y = Prices(12).SetItem(3, double.NaN) }, "y[3]", "a finite number");

    [Fact]
    public void Check_Infinity_NamesThePlace() => AssertOne(Of(12) with { X = Prices(12).SetItem(0, double.NegativeInfinity) }, "x[0]", "a finite number");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Check_NotPositive_IsRefusedUnderLogOnly(double price)
    {
        var input = Of(12) with { X = Prices(12).SetItem(11, price) };

        AssertOne(input, "x[11]", "greater than 0 with transform log");
        Assert.Empty(SeriesRules.Check(input with { Settings = Settings with { Transform = PriceTransform.Level } }));
    }

    [Fact]
    public void Check_TimesNotAscending_NamesThePlace() =>
        AssertOne(Of(12) with { Time = [.. Enumerable.Range(0, 12).Select(i => i == 5 ? 4L : i)] }, "time[5]", "ascending");

    [Fact]
    public void Check_TimesTooFew_NamesTime() => AssertOne(Of(12) with { Time = [1, 2] }, "time", "as many values as y");

    [Theory]
    [InlineData(13, 10, "window")]
    [InlineData(9, 10, "window")]
    [InlineData(10, 13, "zWindow")]
    public void Check_WindowOutsideTheSeries_NamesIt(int window, int zWindow, string field) =>
        AssertOne(Of(12, Settings with { Window = window, ZWindow = zWindow }), field, "10 to the number of points");

    [Fact]
    public void Check_ExitPastEntry_IsARuleBetweenFields()
    {
        var refusal = Assert.Single(SeriesRules.Check(Of(12, Settings with { Exit = 3 })));

        Assert.Equal((RefusalCodes.Unprocessable, "exit"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData(1e61)]
    [InlineData(-1e61)]
    [InlineData(1e-61)]
    [InlineData(double.Epsilon)]
    public void Check_PriceWhoseSquaresLeaveTheRange_NamesThePlace(double price) => AssertOne(
        Of(12, Settings with { Transform = PriceTransform.Level }) with { Y = Prices(12).SetItem(2, price) }, "y[2]", "0, or 1e-60 to 1e60 in size");

    [Theory]
    [InlineData(HedgeMethod.Huber)]
    [InlineData(HedgeMethod.TheilSen)]
    public void Check_SlowMethodOnALongWindow_IsAccepted(HedgeMethod method) =>
        Assert.Empty(SeriesRules.Check(Of(100_000, Settings with { Method = method, Window = 90_000 })));

    private static void AssertOne(PairSeriesInput input, string field, string rule)
    {
        var refusal = Assert.Single(SeriesRules.Check(input));
        Assert.Equal((RefusalCodes.Invalid, field, rule), (refusal.Code, refusal.Field, refusal.Rule));
    }

    private static PairSeriesInput Of(int count, PairSettings? settings = null) => new(Prices(count), Prices(count), [], settings ?? Settings);

    private static ImmutableArray<double> Prices(int count) => [.. Enumerable.Range(0, count).Select(i => 100.0 + i)];
}
