using System.Text;
using QuantPlatform.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class CsvBufferTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("ETH/BTC", "ETH/BTC")]
    public void Append_ATextThatASpreadsheetWouldRun_IsQuotedAway(string text, string cell)
    {
        var csv = new CsvBuffer();
        csv.Append(text);

        Assert.Equal(cell, Encoding.UTF8.GetString(csv.Bytes.Span));
    }
}
