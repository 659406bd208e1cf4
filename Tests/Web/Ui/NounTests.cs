using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class NounTests
{
    [Theory]
    [InlineData(0, 0, "0 entries")]
    [InlineData(1, 1, "1 entry")]
    [InlineData(2, 2, "2 entries")]
    [InlineData(1, 2, "1 of 2 entries")]
    [InlineData(0, 1, "0 of 1 entry")]
    public void Rows_AreCountedInTheRightNumber(int shown, int all, string text) => Assert.Equal(text, UiTexts.Rows(shown, all, new Noun("entry", "entries")));
}
